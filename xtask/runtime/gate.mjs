// A way to the edge that counts what goes through it and can be closed: also for
// the page's worker, which DevTools' emulation of a network does not reach. It asks
// for brotli, as phones get it from Cloudflare, whatever the browser would ask for.
import http from "node:http";

export async function open(edge) {
  const { hostname, port } = new URL(edge);
  const seen = { bytes: 0 };
  let there = true;
  const server = http.createServer((request, response) => {
    if (!there) return request.socket.destroy();
    const headers = { ...request.headers, "accept-encoding": "br" };
    const asked = http.request(
      { hostname, port, method: request.method, path: request.url, headers },
      (answer) => {
        response.writeHead(answer.statusCode, answer.rawHeaders);
        answer.on("data", (chunk) => (seen.bytes += chunk.length));
        answer.pipe(response);
      },
    );
    asked.on("error", () => request.socket.destroy());
    request.pipe(asked);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://localhost:${server.address().port}`,
    seen,
    close() {
      there = false;
      server.closeAllConnections();
    },
    end: () => server.close(),
  };
}

// A queue of Miniflare's tells Node of each batch it handed over, by a request, and waits for
// the answer before it goes on. Where that request is lost, it waits for ever: nothing that is
// queued afterwards is worked off, and nothing says so. The workers print what matters
// themselves, so the queues get no way to tell.
import { QUEUES_PLUGIN } from "miniflare";

const TELLS = "MINIFLARE_LOOPBACK";
const { getServices } = QUEUES_PLUGIN;

export function install() {
  QUEUES_PLUGIN.getServices = async (options) => {
    const services = await getServices(options);
    for (const { worker } of services) {
      worker.bindings = worker.bindings?.filter(({ name }) => name !== TELLS);
    }
    return services;
  };
}

// The measuring peer of the draw: a lottery in the shape of Bloom's, the open
// housing portal. Every application gets an ordinal that is spliced out of a
// list at random, then all are sorted by it. No commitment, no households, no
// strata, nothing that anybody could check; its database is left out.
//   node lottery.mjs <applications> <seconds at most>
// Prints {"done": applications, "seconds": n, "finished": true or false}.
const [count, most] = process.argv.slice(2).map(Number);
const applications = Array.from({ length: count }, (_, id) => ({ id, ordinal: 0 }));

const began = performance.now();
const seconds = () => (performance.now() - began) / 1000;
const ordinals = applications.map((_, index) => index + 1);
let done = 0;
while (ordinals.length) {
  const [ordinal] = ordinals.splice(Math.floor(Math.random() * ordinals.length), 1);
  applications[done].ordinal = ordinal;
  done += 1;
  if (done % 1000 === 0 && seconds() > most) break;
}
const finished = done === count;
if (finished) applications.sort((one, other) => one.ordinal - other.ordinal);
console.log(JSON.stringify({ done, seconds: seconds(), finished }));

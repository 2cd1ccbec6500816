// A worker beside the edge's that brings their database to the release's schema when it is
// asked to, whatever it is asked; with the same bookkeeping table as
// `wrangler d1 migrations apply`.
export default {
  async fetch(_, { DB, MIGRATIONS }) {
    await DB.prepare(
      "CREATE TABLE IF NOT EXISTS d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)",
    ).run();
    const { results } = await DB.prepare("SELECT name FROM d1_migrations").all();
    const applied = new Set(results.map((row) => row.name));
    for (const { name, statements } of MIGRATIONS.filter((file) => !applied.has(file.name))) {
      await DB.batch([
        ...statements.map((one) => DB.prepare(one)),
        DB.prepare("INSERT INTO d1_migrations (name) VALUES (?)").bind(name),
      ]);
    }
    return new Response();
  },
};

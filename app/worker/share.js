// A photo or file that another app shares with this one: kept on the phone until
// somebody says which course it is the certificate of.
import { inLanguage } from "./addresses.js";
import * as facts from "./facts.js";
import * as store from "./store.js";

const account = async () => inLanguage(await facts.language(), "account");

export async function take(request) {
  try {
    const form = await request.formData();
    const file = form.get("file");
    const keeps = !(await facts.isBorrowed());
    if (keeps && file instanceof File) await store.put("shared", { id: "certificate", file, at: Date.now() });
    return Response.redirect(`${await account()}?dibagikan#pelatihan-saya`, 303);
  } catch {
    return Response.redirect(`${await account()}#pelatihan-saya`, 303);
  }
}

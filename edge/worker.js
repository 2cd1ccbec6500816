// The Worker as the runtime sees it: the Rust program, and its classes of Durable Objects,
// each asked by one call with text that goes both ways (`src/object`).
import { DurableObject } from "cloudflare:workers";
import worker, * as rust from "./index.js";

export default worker;

/** What the runtime calls, around the class that Rust exports. */
const object = (Class) =>
  class extends DurableObject {
    #rust;

    constructor(state, env) {
      super(state, env);
      this.#rust = new Class(state, env);
    }

    ask(name, operation, text) {
      return this.#rust.ask(name, operation, text);
    }

    alarm() {
      return this.#rust.alarm();
    }
  };

export const AddressLimiter = object(rust.AddressLimiter);
export const CatalogueDesk = object(rust.CatalogueDesk);
export const CertificateHashes = object(rust.CertificateHashes);
export const ContactShard = object(rust.ContactShard);
export const CourseReviews = object(rust.CourseReviews);
export const CourseSeats = object(rust.CourseSeats);
export const CredentialDesk = object(rust.CredentialDesk);
export const HouseholdShard = object(rust.HouseholdShard);
export const List = object(rust.List);
export const PartnerCalls = object(rust.PartnerCalls);
export const PayoutDesk = object(rust.PayoutDesk);
export const PlatformAccounts = object(rust.PlatformAccounts);
export const RegistrantShard = object(rust.RegistrantShard);
export const StaffLog = object(rust.StaffLog);
export const UndeliveredDesk = object(rust.UndeliveredDesk);
export const Wave = object(rust.Wave);

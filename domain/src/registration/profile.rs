//! What the programme asks about a person's schooling; work status is shared
//! with the eligibility check.

use crate::eligibility::choices;
use serde::{Deserialize, Serialize};

choices! {
    /// Highest completed education.
    Education {
        NoSchool = "none": "Tidak atau belum tamat SD", "No completed schooling";
        Primary = "sd": "SD atau sederajat", "Primary school";
        LowerSecondary = "smp": "SMP atau sederajat", "Lower secondary school";
        UpperSecondary = "sma": "SMA, SMK, atau sederajat", "Upper secondary or vocational school";
        Diploma = "diploma": "Diploma (D1–D3)", "Diploma";
        Bachelor = "s1": "Sarjana (D4 atau S1)", "Bachelor's degree";
        Postgraduate = "s2": "Pascasarjana (S2 atau S3)", "Postgraduate degree";
    }
}

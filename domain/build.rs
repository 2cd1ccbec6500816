//! Turns `data/schemes/*.json` into Rust at build time, so that neither a phone
//! nor the edge carries a JSON parser for data that never changes at run time.
//! A scheme that does not fit `domain::scheme` does not compile.

use serde_json::Value;
use std::fmt::Write;
use std::{env, error::Error, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=data/schemes");
    let mut schemes = Vec::new();
    for entry in fs::read_dir("data/schemes")? {
        let path = entry?.path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let scheme: Value = serde_json::from_slice(&fs::read(path)?)?;
        schemes.push((text(&scheme, "effective_from").to_owned(), scheme));
    }
    // Oldest first; dates in ISO order are in time order.
    schemes.sort_by(|one, other| one.0.cmp(&other.0));
    let mut out = String::from("vec![");
    for (_, scheme) in &schemes {
        write_scheme(&mut out, scheme)?;
    }
    out.push(']');
    let folder = env::var("OUT_DIR")?;
    fs::write(Path::new(&folder).join("schemes.rs"), out)?;
    Ok(())
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn write_scheme(out: &mut String, scheme: &Value) -> Result<(), Box<dyn Error>> {
    let part = |key: &str| {
        scheme
            .get(key)
            .ok_or_else(|| format!("a scheme lacks {key}"))
    };
    let name = part("name")?;
    let incentive = |key: &str| -> Result<String, Box<dyn Error>> {
        let value = part(key)?;
        Ok(format!(
            "Incentive {{ amount: Rupiah({}), times: {} }}",
            value["amount"], value["times"]
        ))
    };
    write!(
        out,
        "Scheme {{ id: SchemeId({:?}.to_owned()), name: Words {{ id: {:?}.to_owned(), en: {:?}.to_owned() }}, \
         effective_from: {}, effective_until: {}, training_balance: Rupiah({}), \
         job_search_incentive: {}, survey_incentive: {}, first_purchase_within_days: {}, \
         minimum_training_hours: {}, ",
        text(scheme, "id"),
        text(name, "id"),
        text(name, "en"),
        day(part("effective_from")?)?,
        maybe_day(scheme.get("effective_until"))?,
        part("training_balance")?,
        incentive("job_search_incentive")?,
        incentive("survey_incentive")?,
        part("first_purchase_within_days")?,
        maybe(part("minimum_training_hours")?),
    )?;
    write_money(out, &part)?;
    write_deadlines(out, &part)?;
    out.push_str("rules: vec![");
    for rule in part("rules")?.as_array().ok_or("rules is a list")? {
        write!(
            out,
            "Rule {{ kind: {}, source: {:?}.to_owned(), from: {}, until: {} }},",
            kind(rule)?,
            text(rule, "source"),
            maybe_day(rule.get("from"))?,
            maybe_day(rule.get("until"))?,
        )?;
    }
    out.push_str("] },");
    Ok(())
}

/// What `scheme::money` describes, and the days and minutes around it.
fn write_money<'a>(
    out: &mut String,
    part: &impl Fn(&str) -> Result<&'a Value, String>,
) -> Result<(), Box<dyn Error>> {
    let list = |key: &str| -> Result<&Vec<Value>, Box<dyn Error>> {
        Ok(part(key)?.as_array().ok_or(format!("{key} is a list"))?)
    };
    let closes: Vec<String> = list("balance_closes")?
        .iter()
        .map(day)
        .collect::<Result<_, _>>()?;
    let surveys: Vec<String> = list("survey_after_days")?
        .iter()
        .map(Value::to_string)
        .collect();
    let (completion, payout) = (part("completion")?, part("payout")?);
    let promises = part("certificate_promises")?;
    write!(
        out,
        "balance_closes: vec![{}], reservation_minutes: {}, repayment_within_days: {}, \
         survey_after_days: vec![{}], completion: CompletionRules {{ \
         minimum_attendance_percent: {}, minimum_progress_percent: {} }}, \
         certificate_promises: CertificatePromises {{ institution_to_platform: {}, \
         platform_to_pmo: {}, pmo_check: {} }}, \
         payout: PayoutRules {{ first_after_days: {}, months_between: {}, \
         screening_valid_hours: {}, attempts: {}, retry_after_hours: {} }}, \
         payment_partners: vec![",
        closes.join(", "),
        part("reservation_minutes")?,
        part("repayment_within_days")?,
        surveys.join(", "),
        completion["minimum_attendance_percent"],
        completion["minimum_progress_percent"],
        promises["institution_to_platform"],
        promises["platform_to_pmo"],
        promises["pmo_check"],
        payout["first_after_days"],
        payout["months_between"],
        payout["screening_valid_hours"],
        payout["attempts"],
        payout["retry_after_hours"],
    )?;
    for partner in list("payment_partners")? {
        write!(
            out,
            "PaymentPartner {{ id: PaymentPartnerId({:?}.to_owned()), name: {:?}.to_owned(), \
             kind: PartnerKind::{}, from: {}, until: {} }},",
            text(partner, "id"),
            text(partner, "name"),
            camel(text(partner, "kind")),
            maybe_day(partner.get("from"))?,
            maybe_day(partner.get("until"))?,
        )?;
    }
    out.push_str("], ");
    Ok(())
}

/// What `scheme::deadlines` describes.
fn write_deadlines<'a>(
    out: &mut String,
    part: &impl Fn(&str) -> Result<&'a Value, String>,
) -> Result<(), Box<dyn Error>> {
    let (review, appeal, reminders) = (part("review")?, part("appeal")?, part("reminders")?);
    write!(
        out,
        "review: ReviewRules {{ change_within_days: {} }}, \
         appeal: AppealRules {{ file_within_days: {}, answer_within_working_days: {} }}, \
         reminders: Reminders {{ reservation_hours: {}, balance_closing_days: vec!{} }}, ",
        review["change_within_days"],
        appeal["file_within_days"],
        appeal["answer_within_working_days"],
        reminders["reservation_hours"],
        reminders["balance_closing_days"],
    )?;
    Ok(())
}

fn kind(rule: &Value) -> Result<String, Box<dyn Error>> {
    let name = camel(text(rule, "kind"));
    let excluded = |family: &str| -> Result<String, Box<dyn Error>> {
        let list = rule["excluded"].as_array().ok_or("excluded is a list")?;
        let list: Vec<String> = list
            .iter()
            .map(|one| format!("{family}::{}", camel(one.as_str().unwrap_or_default())))
            .collect();
        Ok(format!(
            "RuleKind::{name} {{ excluded: vec![{}] }}",
            list.join(", ")
        ))
    };
    Ok(match name.as_str() {
        "Age" => format!(
            "RuleKind::Age {{ minimum: {}, maximum: {} }}",
            rule["minimum"],
            maybe(&rule["maximum"])
        ),
        "HouseholdLimit" => format!(
            "RuleKind::HouseholdLimit {{ maximum: {} }}",
            rule["maximum"]
        ),
        "Occupation" => excluded("Occupation")?,
        "NoSocialAid" => excluded("SocialAid")?,
        _ => format!("RuleKind::{name}"),
    })
}

/// `state_official` to `StateOfficial`
fn camel(name: &str) -> String {
    name.split('_')
        .filter_map(|word| {
            let mut letters = word.chars();
            let first = letters.next()?.to_ascii_uppercase();
            Some(format!("{first}{}", letters.as_str()))
        })
        .collect()
}

fn maybe(value: &Value) -> String {
    match value {
        Value::Null => "None".to_owned(),
        value => format!("Some({value})"),
    }
}

fn maybe_day(value: Option<&Value>) -> Result<String, Box<dyn Error>> {
    match value {
        None | Some(Value::Null) => Ok("None".to_owned()),
        Some(value) => Ok(format!("Some({})", day(value)?)),
    }
}

/// `2023-01-01` to a call; the parts are checked when it runs in a test.
fn day(value: &Value) -> Result<String, Box<dyn Error>> {
    let text = value.as_str().ok_or("a day is text")?;
    let parts: Vec<u32> = text.split('-').map(str::parse).collect::<Result<_, _>>()?;
    match parts.as_slice() {
        [year, month, day] => Ok(format!("day({year}, {month}, {day})")),
        _ => Err(format!("{text} is no day").into()),
    }
}

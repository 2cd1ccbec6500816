//! Every form of the site, from the table of pages, as a phone with its worker sends it.

use domain::page::{ADDRESSES, Encoding, Page};
use proofs::browser::Browser;
use proofs::phone::signed_in;
use proofs::{Proxy, forms, shared};
use serde_json::Value;

/// What a form says, in the page that is open.
fn sends(browser: &Browser, action: &str, fields: &[(&str, &str)]) {
    let inputs: Vec<Value> = fields
        .iter()
        .map(|(name, value)| serde_json::json!({ "name": name, "value": value }))
        .collect();
    browser.run(&format!(
        "const form = document.createElement('form');
         form.method = 'post'; form.action = '{action}';
         for (const one of {inputs}) form.append(Object.assign(document.createElement('input'), one));
         document.body.append(form);
         form.submit();",
        inputs = Value::Array(inputs),
    ));
}

#[test]
fn every_form_of_the_site_is_answered_as_it_should_be_through_the_phones_worker() {
    let runtime = shared();
    let proxy = Proxy::before(runtime);
    let (browser, _) = signed_in(runtime, &proxy);
    // Those that end the session come last.
    let ends = |page: &Page| matches!(page, Page::SignOut | Page::BorrowedPhone);
    let pages = ADDRESSES.iter().map(|address| address.page);
    let (last, first): (Vec<Page>, Vec<Page>) = pages.partition(ends);
    let mut sent = 0;
    for page in first.into_iter().chain(last) {
        let Some((fields, words)) = forms::filled(page) else {
            continue;
        };
        browser.go("/syarat/");
        browser.await_worker();
        sends(&browser, &forms::address(page), &fields);
        browser.see(words);
        sent += 1;
    }
    let fields = ADDRESSES.iter().filter(|address| {
        let form = address.form;
        form.is_some_and(|form| form.encoding == Encoding::Fields)
    });
    assert_eq!(sent, fields.count());
}

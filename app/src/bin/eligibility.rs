//! The program of `/cek-syarat/`: judges answers on the phone.

fn main() {
    console_error_panic_hook::set_once();
    app::speak_as_page();
    app::eligibility::client::start();
}

//! The program of `/sertifikat/`: verifies digital certificates on the phone.

fn main() {
    console_error_panic_hook::set_once();
    app::speak_as_page();
    app::credential::client::start();
}

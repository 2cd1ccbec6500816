//! The program of `/sertifikat/kirim/`: makes photos small and sends files in parts.

fn main() {
    console_error_panic_hook::set_once();
    app::speak_as_page();
    app::certificate::client::start();
}

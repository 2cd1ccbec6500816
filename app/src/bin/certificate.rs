//! The program of `/sertifikat/kirim/`: makes photos small and sends files in parts.

fn main() {
    console_error_panic_hook::set_once();
    app::certificate::client::start();
}

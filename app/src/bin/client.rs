//! The browser's program. Only the registration form needs one.

fn main() {
    console_error_panic_hook::set_once();
    app::registration::client::start();
}

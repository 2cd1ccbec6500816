//! The browser's program. The registration form and the check of a draw load
//! it; each part starts where its element is on the page.

fn main() {
    console_error_panic_hook::set_once();
    app::speak_as_page();
    app::registration::client::start();
    app::draw::client::start();
}

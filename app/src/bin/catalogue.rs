//! The program of the list of courses: searches on the phone.

fn main() {
    console_error_panic_hook::set_once();
    app::speak_as_page();
    app::catalogue::client::start();
}

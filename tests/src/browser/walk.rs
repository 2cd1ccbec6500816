//! What somebody meets who enlarges, who uses keys alone, or who has little room: asked
//! of the page itself, where axe does not look.

use super::Browser;
use serde_json::json;

/// CSS pixels: 1280 enlarged four times (WCAG 1.4.10), and the narrowest phones.
const NARROWEST: u32 = 320;
/// A phone's screen here.
const SCREEN: (u32, u32) = (360, 640);

/// What sticks out to the right of the screen, and may not be scrolled by itself.
const TOO_WIDE: &str = "
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    const scrolls = (one) => one && (/auto|scroll/.test(getComputedStyle(one).overflowX) || scrolls(one.parentElement));
    return [...document.body.querySelectorAll('*')]
      .filter((one) => one.getBoundingClientRect().right > room + 1 && !scrolls(one))
      .map((one) => `${one.localName}.${one.className} ${Math.round(one.getBoundingClientRect().right)} ${one.textContent.trim().slice(0, 40)}`);";

/// Whether the page has a program; one that waits until its form is used is woken.
const WAKE: &str = "
    document.querySelector('form[role=search]')?.dispatchEvent(new Event('focusin'));
    return [...document.scripts].some(({ src }) => /\\/start-(?!page-)/.test(src));";

/// All that Tab stops at, in the order in which the page says it; a group of radio
/// buttons is one stop.
const STOPS: &str = "
    window.stops = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex=\"0\"]')]
      .filter((one) => !one.disabled && one.type !== 'hidden' && one.tabIndex >= 0 && one.checkVisibility({ visibilityProperty: true }))
      .filter((one, place, all) => one.type !== 'radio' || one.checked
        || !all.some((other, before) => other.name === one.name && other.type === 'radio' && (other.checked || before < place)));
    window.seen = [];
    document.addEventListener('focusin', ({ target }) => {
      const place = stops.indexOf(target);
      const look = getComputedStyle(target);
      const marked = look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2;
      const { top, bottom } = target.getBoundingClientRect();
      const shown = bottom > 0 && top < innerHeight;
      seen.push({ place, marked, shown, name: `${target.localName}#${target.id} ${target.textContent.trim().slice(0, 30)}` });
    });
    document.activeElement.blur();
    return stops.length;";

impl Browser {
    /// Panics where somebody would have to scroll sideways: on the narrowest screen, and
    /// with text of twice the size.
    pub fn fits(&self, state: &str) {
        self.resize(NARROWEST, SCREEN.1);
        let narrow = self.run(TOO_WIDE);
        self.resize(SCREEN.0, SCREEN.1);
        self.run("document.documentElement.style.fontSize = '200%'");
        let large = self.run(TOO_WIDE);
        self.run("document.documentElement.style.fontSize = ''");
        let place = self.place();
        assert_eq!(narrow, json!([]), "{state} ({place}) at 320 pixels");
        assert_eq!(
            large,
            json!([]),
            "{state} ({place}) with text twice as large"
        );
    }

    /// Goes through the page by Tab alone. Panics unless it stops at everything that can
    /// be used, in the order in which it is read, and each time shows where it is.
    pub fn goes_by_keys(&self, state: &str) {
        // A program brings buttons of its own: it must not come in the middle of the walk.
        if self.run(WAKE) == true {
            self.await_alive();
        }
        let stops = self.run(STOPS).as_u64().unwrap();
        let press: Vec<_> = (0..stops)
            .flat_map(|_| ["keyDown", "keyUp"])
            .map(|kind| json!({ "type": kind, "value": "\u{e004}" }))
            .collect();
        let keys = json!({ "actions": [{ "type": "key", "id": "keys", "actions": press }] });
        self.driver.post("/actions", &keys);
        let seen = self.run("return seen");
        let seen = seen.as_array().unwrap();
        let order: Vec<_> = seen.iter().map(|one| one["place"].as_u64()).collect();
        let wanted: Vec<_> = (0..stops).map(Some).collect();
        let place = self.place();
        assert_eq!(order, wanted, "{state} ({place}): {seen:#?}");
        for one in seen {
            assert_eq!(one["marked"], true, "{state} ({place}): no mark on {one}");
            assert_eq!(one["shown"], true, "{state} ({place}): out of sight: {one}");
        }
    }
}

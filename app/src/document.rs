//! Puts a page into the document template that the build made (`shell.html`).
//! Pure string work, so that the prerender binary and the edge share it. It reads
//! no file.

#[cfg(feature = "ssr")]
use crate::frame;
#[cfg(feature = "ssr")]
use crate::page::{Indexing, Page};

/// Where the template is found among the assets, as the edge must ask for it:
/// asset serving drops `.html`, and `/shell.html` would only redirect here.
pub const SHELL_PATH: &str = "/shell";

/// The finished document. One pass over the template: a mark inside a page's
/// own words is never taken for a mark.
#[cfg(feature = "ssr")]
pub fn render(shell: &str, page: &Page) -> String {
    let mut out = String::with_capacity(shell.len() + page.body.len() + 256);
    let mut rest = shell;
    while let Some((before, after)) = rest.split_once("{{") {
        out.push_str(before);
        let Some((mark, tail)) = after.split_once("}}") else {
            out.push_str("{{");
            rest = after;
            break;
        };
        fill(&mut out, mark, page);
        rest = tail;
    }
    out.push_str(rest);
    out
}

/// The template keeps the starters' addresses inside its mark:
/// `{{client client=/assets/start-client-….js …}}`.
#[cfg(feature = "ssr")]
fn fill(out: &mut String, mark: &str, page: &Page) {
    match mark {
        "lang" => out.push_str(page.lang.tag()),
        "title" => escape(out, &page.title),
        "description" => escape(out, &page.description),
        "header" => push(out, &frame::header(page)),
        "footer" => push(out, &frame::footer(page)),
        "main" => push(out, &page.body),
        "head" => {
            if page.indexing == Indexing::Hidden {
                out.push_str(r#"<meta name="robots" content="noindex">"#);
            }
        }
        other => {
            for name in ["page"].into_iter().chain(page.client.name()) {
                start(out, other, name);
            }
        }
    }
}

/// Adds HTML without the marks at which Leptos would hydrate it: `<!>` is no valid HTML, and
/// nothing is hydrated here. What people type never looks like one, since its `<` is
/// escaped, in attributes too.
#[cfg(feature = "ssr")]
fn push(out: &mut String, html: &str) {
    for piece in html.split("<!>") {
        out.push_str(piece);
    }
}

/// The script of that name, if the template knows it.
#[cfg(feature = "ssr")]
fn start(out: &mut String, mark: &str, name: &str) {
    let address = mark.strip_prefix("client ").and_then(|all| {
        all.split(' ')
            .find_map(|one| one.strip_prefix(name)?.strip_prefix('='))
    });
    if let Some(src) = address {
        out.push_str(r#"<script type="module" src=""#);
        escape(out, src);
        out.push_str(r#""></script>"#);
    }
}

#[cfg(feature = "ssr")]
pub(crate) fn escape(out: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::page::Client;
    use domain::messages::Locale;

    fn page() -> Page {
        Page {
            path: "/".into(),
            lang: Locale::Id,
            title: "A & <b>".into(),
            description: "{{main}}".into(),
            indexing: Indexing::Listed,
            client: Client::None,
            body: "<p>{{title}}</p>".into(),
        }
    }

    #[test]
    fn words_are_escaped_and_never_taken_for_marks() {
        let shell = "<t>{{title}}</t>{{description}}|{{main}}|{{head}}{{client client=/s.js}}";
        assert_eq!(
            render(shell, &page()),
            "<t>A &amp; &lt;b&gt;</t>{{main}}|<p>{{title}}</p>|"
        );
    }

    #[test]
    fn a_hidden_page_with_a_program_names_its_own_starter_after_that_of_every_page() {
        let page = Page {
            client: Client::Forms,
            indexing: Indexing::Hidden,
            ..page()
        };
        assert_eq!(
            render(
                "{{head}}{{client clients=/x.js client=/s.js page=/p.js}}",
                &page
            ),
            r#"<meta name="robots" content="noindex"><script type="module" src="/p.js"></script><script type="module" src="/s.js"></script>"#
        );
    }

    #[test]
    fn every_program_is_a_binary_of_this_crate() {
        let manifest = include_str!("../Cargo.toml");
        for client in Client::PROGRAMS {
            let name = client.name().unwrap();
            let entry = format!("name = \"{name}\"\nrequired-features = [\"browser\"]");
            assert!(manifest.contains(&entry), "{name}");
        }
        assert_eq!(
            manifest.matches("= [\"browser\"]").count(),
            Client::PROGRAMS.len(),
            "a program that no page can load"
        );
    }

    #[test]
    fn an_unfinished_mark_is_left_alone() {
        assert_eq!(render("a {{b", &page()), "a {{b");
    }
}

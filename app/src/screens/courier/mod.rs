//! Carrying by hand: a file to give, a file to take in, and where the records made here are.
//!
//! A file from outside is taken in by a tap only. Anybody can send one, and the person should know that it was taken
//! in.

pub mod model;

use dioxus::prelude::*;
use wayside_seam::courier::FILE_NAME;
use wayside_seam::{CourierFile, Problem, Reply, Request};

use self::model::{Doing, places};
use crate::components::{Banner, Button, ButtonKind, Glyph, Page, ProblemBanner, Tone};
use crate::loaded::use_loaded;
use crate::session::{Session, use_session, use_words};

/// The work of this screen. It goes on when the screen is left.
#[derive(Clone, Copy, PartialEq)]
struct Work {
    session: Session,
    doing: Signal<Doing>,
}

impl Work {
    fn show(mut self, doing: Doing) {
        // The screen may be gone.
        if let Ok(mut shown) = self.doing.try_write() {
            *shown = doing;
        }
    }

    fn give(self, all: bool) {
        self.show(Doing::Making);
        self.session.keep(async move {
            let given = self.given(all).await;
            self.show(given.unwrap_or_else(Doing::Failed));
        });
    }

    async fn given(self, all: bool) -> Result<Doing, Problem> {
        let reply = self.session.ask(Request::CourierExport { all }).await?;
        let Reply::CourierFile(file) = reply else {
            return Err(seam());
        };
        let CourierFile {
            number,
            bytes,
            records,
            segments,
            left_out,
        } = file;
        if segments == 0 {
            return Ok(Doing::Nothing);
        }
        let platform = self.session.host().platform;
        if !platform.share_file(FILE_NAME, bytes).await? {
            return Ok(Doing::Stayed);
        }
        self.session.ask(Request::CourierLeft { number }).await?;
        Ok(Doing::Left { records, left_out })
    }

    /// The dialog may stay open for hours. Waiting for it is no work that [`Session::keep`] has to protect.
    fn pick(self) {
        let picked = self.session.host().platform.pick_file();
        spawn(async move {
            match picked.await {
                Ok(Some(bytes)) => self.take(bytes),
                Ok(None) => {}
                Err(problem) => self.show(Doing::Failed(problem)),
            }
        });
    }

    fn take(self, bytes: Vec<u8>) {
        self.show(Doing::Taking);
        self.session.keep(async move {
            let reply = self.session.ask(Request::CourierImport { bytes }).await;
            self.show(match reply {
                Ok(Reply::CourierRead(read)) => Doing::Taken(read),
                Ok(_) => Doing::Failed(seam()),
                Err(problem) => Doing::Failed(problem),
            });
        });
    }
}

fn seam() -> Problem {
    Problem::Internal {
        what: "seam".to_owned(),
    }
}

/// The screen.
#[component]
pub fn CourierScreen() -> Element {
    let session = use_session();
    let words = use_words();
    let doing = use_signal(Doing::default);
    let work = Work { session, doing };
    let now = doing.read().clone();
    let busy = now.busy();
    let files = session.host().platform.files();
    rsx! {
        Page { heading: words.text("courier-title"),
            p { {words.text("courier-about")} }
            if session.given_files() > 0 {
                Banner { tone: Tone::Info, testid: "courier-given", title: words.text("courier-given"),
                    Button {
                        label: words.text("courier-take"),
                        testid: "courier-take",
                        kind: ButtonKind::Main,
                        wide: true,
                        off: busy,
                        on_press: move |()| {
                            if let Some(bytes) = session.take_given_file() {
                                work.take(bytes);
                            }
                        },
                    }
                }
            }
            div { role: "status", "data-testid": "courier-state", "data-state": now.id(),
                if !now.sentences(&words).is_empty() {
                    Banner { tone: now.tone(),
                        for (at , sentence) in now.sentences(&words).into_iter().enumerate() {
                            p { key: "{at}", "{sentence}" }
                        }
                    }
                }
            }
            ProblemBanner { problem: now.problem() }
            if files {
                h2 { {words.text("courier-give-title")} }
                div { class: "stack",
                    Button { label: words.text("courier-give"), testid: "courier-give", icon: Glyph::Box, wide: true, off: busy, on_press: move |()| work.give(false) }
                    p { class: "soft small", {words.text("courier-give-hint")} }
                    Button { label: words.text("courier-give-all"), testid: "courier-give-all", icon: Glyph::Box, wide: true, off: busy, on_press: move |()| work.give(true) }
                    p { class: "soft small", {words.text("courier-give-all-hint")} }
                }
                h2 { {words.text("courier-take-title")} }
                div { class: "stack",
                    Button { label: words.text("courier-open"), testid: "courier-open", icon: Glyph::Plus, wide: true, off: busy, on_press: move |()| work.pick() }
                }
            } else {
                p { class: "soft", {words.text("courier-no-files")} }
            }
            Places {}
        }
    }
}

/// Where the records made here are.
#[component]
fn Places() -> Element {
    let words = use_words();
    let counts = use_loaded(
        || Request::Status,
        |reply| match reply {
            Reply::Status(report) => Some(places(&report.records)),
            _ => None,
        },
    );
    rsx! {
        match counts {
            Some(Ok(counts)) => rsx! {
                h2 { {words.text("courier-places")} }
                dl { class: "facts card",
                    for (name , count) in counts {
                        dt { key: "{name}", {words.text(&format!("client-place-{name}"))} }
                        dd { "data-testid": "place-{name}", "data-count": "{count}", {words.number(count)} }
                    }
                }
            },
            Some(Err(problem)) => rsx! { ProblemBanner { problem } },
            None => rsx! {},
        }
    }
}

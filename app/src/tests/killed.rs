//! The system ends the app whenever it likes, and starts it again over the same files: for want of memory, or because
//! the language changed under it. Here with the real service, the real vault and the whole app, as on a phone.

use dioxus::prelude::*;
use futures_util::StreamExt;
use wayside_domain::passphrase::SAMPLE;

use super::finger::Finger;
use crate::app::App;
use crate::i18n::Words;
use crate::native;
use crate::platform::Host;
use crate::platform::host::system_language;

fn run(work: impl Future<Output = ()>) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(work);
}

fn start(host: Host) -> Finger {
    Finger::open(VirtualDom::new(App), host)
}

fn write_pin(app: &mut Finger) {
    app.write("field-passphrase", SAMPLE);
    app.press("pin-go-on");
}

fn id(name: &str) -> String {
    format!("data-testid=\"{name}\"")
}

/// Whether the choice with this test id is shown as held by the vault.
fn is_on(page: &str, testid: &str) -> bool {
    let mark = id(testid);
    let tags = page.split('<');
    tags.filter(|tag| tag.contains(&mark))
        .any(|tag| tag.contains("data-state=\"on\""))
}

async fn held(app: &mut Finger, testid: &str) {
    app.until_so(testid, |page| is_on(page, testid)).await;
}

/// From a first start to the middle of a screening; answers with what was answered.
async fn screen_half(app: &mut Finger) -> Vec<String> {
    app.until(&id("start-practise")).await;
    app.press("start-practise");
    app.until(&id("field-passphrase")).await;
    write_pin(app);
    let again = Words::new(&system_language()).text("password-again");
    app.until(&again).await;
    write_pin(app);
    app.until(&id("new-client")).await;
    app.press("new-client");
    app.until(&id("field-alias")).await;
    app.press("consent-yes");
    app.until(&id("how-spoken")).await;
    app.press("how-spoken");
    app.press("save-client");
    app.until(&id("start-screening")).await;
    app.press("start-screening");
    app.until(&id("screening-begin")).await;
    app.press("screening-begin");
    app.until(&id("all-no")).await;
    let mut answered = vec![
        "answer-q1.tobacco-yes".to_owned(),
        "answer-q1.alcohol-yes".to_owned(),
        "answer-q1.opioids-yes".to_owned(),
    ];
    for one in &answered {
        app.press(one);
        held(app, one).await;
    }
    app.press("all-no");
    answered.push("answer-q1.other-no".to_owned());
    held(app, "answer-q1.other-no").await;
    app.press("screening-next");
    app.until("data-question=\"q2\"").await;
    for one in ["answer-q2.tobacco-daily", "answer-q2.alcohol-weekly"] {
        app.press(one);
        held(app, one).await;
        answered.push(one.to_owned());
    }
    answered
}

#[test]
fn app_killed_in_the_middle_of_a_screening_and_started_in_another_language_has_every_answer() {
    let folder = tempfile::tempdir().unwrap();
    run(async {
        let host = native::host(folder.path());
        let mut notices = host.service.notices();
        let mut app = start(host);
        let answered = screen_half(&mut app).await;
        // Here the thread of the service outlives the page by a moment; in a process that is ended, nothing does.
        drop(app);
        while notices.next().await.is_some() {}

        let host = native::host(folder.path());
        host.platform.keep_language("vi");
        let mut app = start(host);
        app.until(&id("field-passphrase")).await;
        write_pin(&mut app);
        let page = app.until("data-testid=\"client-").await;
        assert!(page.contains("lang=\"vi\""), "{page}");
        let code = page
            .split("data-testid=\"client-")
            .nth(1)
            .and_then(|rest| rest.split('"').next())
            .unwrap();
        app.press(&format!("client-{code}"));
        app.until(&id("resume-screening")).await;
        app.press("resume-screening");
        let page = app.until(&id("question")).await;
        assert!(
            page.contains("data-question=\"q2\""),
            "it goes on where it was: {page}"
        );
        let second = page;
        app.press("screening-previous");
        let first = app.until("data-question=\"q1\"").await;
        for one in answered {
            assert!(
                is_on(&first, &one) || is_on(&second, &one),
                "{one} was lost"
            );
        }
    });
}

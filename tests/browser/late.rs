//! A page that draws late: what a test reads of it, and when it presses again, is as with a person.

use serde_json::json;
use wayside_tests::browser::Browser;
use wayside_tests::host::Host;

const LATE: &str = r#"<!doctype html>
<p data-testid="code"></p>
<input data-testid="field">
<p data-testid="step">Step</p>
<button data-testid="back">Back</button>
<script>
  const of = (id) => document.querySelector(`[data-testid=${id}]`);
  const later = (act) => setTimeout(act, 700);
  window.pressed = 0;
  of('back').onclick = () => { window.pressed += 1; later(() => { of('step').dataset.step -= 1; }); };
  later(() => { of('code').append('AB-1234'); of('field').value = 'a draft'; of('step').dataset.step = 3; });
</script>"#;

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_read_before_it_is_drawn_and_nothing_pressed_twice() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("index.html"), LATE).unwrap();
    let host = Host::start(folder.path());
    let page = Browser::phone().await;
    page.goto(&host.address()).await;
    assert_eq!(page.read("code").await, "AB-1234");
    page.refresh().await;
    assert_eq!(page.value("field").await, "a draft");
    page.refresh().await;
    assert_eq!(page.attribute("step", "data-step").await, "3");
    page.tap_until("back", "[data-testid='step']", "data-step", "1")
        .await;
    assert_eq!(page.run("return window.pressed", json!([])).await, 2);
    page.close().await;
}

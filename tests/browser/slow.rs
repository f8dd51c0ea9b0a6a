//! A slow line that breaks again and again: what has arrived stays, and the page goes on by itself.

use std::time::Duration;

use wayside_tests::axe;
use wayside_tests::browser::Browser;
use wayside_tests::bundle;
use wayside_tests::line::{Line, Shape};
use wayside_tests::process::Served;

/// 50 kbit/s, a second there and back, a cut every minute: all of it eight times as fast.
const LINE: Shape = Shape {
    rate: 50_000,
    latency: Duration::from_millis(125),
    cut: Some(Duration::from_millis(7_500)),
};

#[tokio::test(flavor = "multi_thread")]
async fn a_first_visit_over_a_bad_line_comes_to_its_end_and_fetches_nothing_twice() {
    let folder = tempfile::tempdir().unwrap();
    let relay = Served::start(folder.path(), &bundle::folder());
    let line = Line::start(relay.port(), LINE);
    let page = Browser::phone().await;
    page.goto(&line.address()).await;
    page.css("[data-boot='boot-fetching'] ~ progress").await;
    assert_eq!(axe::findings(&page).await, Vec::<String>::new());
    page.find("start-practise").await;
    page.until("window.wayside.offline").await;
    // Nothing comes twice but what a cut broke off; the headers are 3 %.
    let (down, lost) = (line.down(), line.lost());
    let whole = bundle::packed(&bundle::folder());
    println!("{down} bytes for {whole}, {lost} of them lost");
    assert!(lost > 0, "nothing was cut");
    assert!(
        (down - lost) * 100 <= whole * 105,
        "{down} - {lost} for {whole}"
    );
    assert!(down * 100 <= whole * 120, "{down} for {whole}");
    page.close().await;
}

//! By hand: a file that the page gives as a download, and one that it takes in. Nobody asks the relay.

use serde_json::{Value, json};
use wayside_tests::browser::Browser;
use wayside_tests::bundle;
use wayside_tests::process::{Served, Wayside};
use wayside_tests::walk;

/// The person at the browser's dialog, which no test can reach: picks a file of these bytes, whenever the page opens
/// it.
const PICKS: &str = "
    HTMLInputElement.prototype.click = function () {
        const picked = new DataTransfer();
        picked.items.add(new File([Uint8Array.from(given[0])], 'courier.wayside'));
        this.files = picked.files;
        this.dispatchEvent(new Event('change'));
    };";

#[tokio::test(flavor = "multi_thread")]
async fn a_file_goes_from_the_page_to_a_desk_and_another_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut relay = Served::start(&folder.path().join("relay"), &bundle::folder());
    let page = Browser::phone().await;
    page.goto(&relay.address()).await;
    page.until("window.wayside.offline").await;
    walk::new_team(&page).await;
    let desk = Wayside::new(folder.path(), "desk");
    let request = desk.ok(&["join", "request", "--label", "Sample desk"], "");
    let (asks, says) = (text(&request, "text"), text(&request, "words"));
    let answer = walk::let_join(&page, asks, says, "supervisor").await;
    desk.ok(&["join", "accept", &answer], "");
    walk::sync(&page).await;
    walk::back_to_list(&page).await;
    desk.ok(&["sync"], "");
    relay.stop();

    let code = walk::new_client(&page).await;
    walk::back_to_list(&page).await;
    let downloads = folder.path().join("downloads");
    page.download_into(&downloads).await;
    page.tap("go-sync").await;
    page.tap("go-courier").await;
    page.tap("courier-give").await;
    page.is("courier-state", "data-state", "left").await;
    page.changed("[data-testid='place-with-courier']", "data-count", "0")
        .await;
    let file = downloads.join("courier.wayside");
    let bytes = page.downloaded(&file).await;
    assert!(!contains(&bytes, code.as_bytes()));
    let read = desk.ok(&["courier", "import", file.to_str().unwrap()], "");
    assert_ne!(read["new"], 0, "{read}");
    let listed = desk.ok(&["client", "list"], "").to_string();
    assert!(listed.contains(&code), "{listed}");

    let sample = folder.path().join("sample.json");
    std::fs::write(&sample, "{}").unwrap();
    let added = desk.ok(
        &["client", "add", "--json-file", sample.to_str().unwrap()],
        "",
    );
    let back = folder.path().join("back.wayside");
    desk.ok(&["courier", "export", back.to_str().unwrap()], "");
    let back = std::fs::read(back).unwrap();
    for (bytes, becomes) in [(&back[..back.len() - 1], "failed"), (&back, "taken")] {
        page.run(PICKS, json!([bytes])).await;
        page.tap("courier-open").await;
        page.is("courier-state", "data-state", becomes).await;
    }
    walk::back_to_list(&page).await;
    page.find(&format!("client-{}", text(&added, "code"))).await;
    page.find(&format!("client-{code}")).await;
    page.close().await;
}

fn contains(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|part| part == word)
}

fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().unwrap()
}

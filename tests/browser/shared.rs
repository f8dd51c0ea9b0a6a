//! A courier's file that another app hands to the installed page: shared to it, or opened with it.

use serde_json::json;
use wayside_tests::browser::Browser;
use wayside_tests::bundle;
use wayside_tests::process::Served;
use wayside_tests::walk;

/// As the system does it: a form that is posted to the page's own address.
const SHARE: &str = "
    const form = Object.assign(document.createElement('form'), { method: 'POST', action: '/receive', enctype: 'multipart/form-data' });
    const input = Object.assign(document.createElement('input'), { type: 'file', name: 'file' });
    const picked = new DataTransfer();
    picked.items.add(new File(['no courier of this team'], 'courier.wayside'));
    form.append(input);
    document.body.append(form);
    input.files = picked.files;
    setTimeout(() => form.submit(), 0);";

/// The system's list of programs for a file.
const OPEN: &str = "Object.defineProperty(window, 'launchQueue', { value: {
    setConsumer(take) { take({ files: [{ getFile: async () => new File(['no courier, either'], 'courier.wayside') }] }); } } });";

#[tokio::test(flavor = "multi_thread")]
async fn a_file_from_another_app_waits_for_the_vault_and_is_then_offered() {
    let folder = tempfile::tempdir().unwrap();
    let relay = Served::start(folder.path(), &bundle::folder());
    let page = Browser::phone().await;
    page.goto(&relay.address()).await;
    page.until("window.wayside.offline").await;
    walk::new_team(&page).await;
    walk::back_to_list(&page).await;

    page.goto(&format!("{}/healthz", relay.address())).await;
    page.run(SHARE, json!([])).await;
    page.css("[data-screen='unlock']").await;
    // Nothing is lost with a page that goes before somebody took it in.
    page.refresh().await;
    take(&page).await;

    let opened = page.before_pages(OPEN).await;
    page.refresh().await;
    take(&page).await;
    page.forget(opened).await;
    walk::reload(&page).await;
    page.find("new-client").await;
    page.lacks("courier-take").await;
    page.close().await;
}

/// It is no file of this team, which the screen says.
async fn take(page: &Browser) {
    page.css("[data-screen='unlock']").await;
    page.password(walk::PASSPHRASE).await;
    page.tap("courier-take").await;
    page.is("courier-state", "data-state", "failed").await;
}

//! Lists and search.

#[cfg(target_family = "wasm")]
use browser_test::wasm_bindgen_test as test;
use wayside_domain::list::{ClientPage, ClientQuery};

use crate::support::{Device, add, id, profile};
use wayside_domain::command::Command;

fn search(device: &Device, text: &str) -> Vec<String> {
    let query = ClientQuery {
        search: text.to_owned(),
        limit: 50,
        ..Default::default()
    };
    let page = device.vault.clients(&query).unwrap();
    assert_eq!(page.total, page.rows.len() as u64, "{text}");
    let mut found: Vec<String> = page.rows.iter().map(|row| row.id.to_string()).collect();
    found.sort();
    found
}

#[test]
fn search_finds_codes_and_aliases_by_their_beginnings() {
    let mut device = Device::new(1);
    device.run(add("c1", "AB-7K2M"));
    device.run(add("c2", "AB-9QQQ"));
    let mut client = profile("ZX-1111");
    client.aliases = vec!["Bé Năm".to_owned(), "ab 55".to_owned()];
    device.run(Command::add_client(id("c3"), client));
    for (text, expected) in [
        ("ab", vec!["c1", "c2", "c3"]),
        ("AB7k", vec!["c1"]),
        ("ab-7k2m", vec!["c1"]),
        ("7k2", vec!["c1"]),
        ("be nam", vec!["c3"]),
        ("nam be", vec!["c3"]),
        ("NĂM", vec!["c3"]),
        ("benam", vec!["c3"]),
        ("ab55", vec!["c3"]),
        ("k2m", vec![]),
        ("nothing", vec![]),
        ("%", vec![]),
        ("'--", vec![]),
    ] {
        assert_eq!(search(&device, text), expected, "{text}");
    }
}

#[test]
fn find_wants_the_whole_code_alias_or_id() {
    let mut device = Device::new(1);
    device.run(add("c1", "AB-7K2M"));
    let mut client = profile("ZX-1111");
    client.aliases = vec!["Bé Năm".to_owned()];
    device.run(Command::add_client(id("c3"), client));
    let find = |text: &str| device.vault.find(text).unwrap();
    assert_eq!(find("ab7k2m"), [id("c1")]);
    assert_eq!(find("c1"), [id("c1")]);
    assert_eq!(find("be nam"), [id("c3")]);
    assert_eq!(find("AB"), []);
    assert_eq!(find("Năm"), []);
    assert_eq!(find(""), []);
}

/// The rows of one client each: the code, an alias, and how both are typed elsewhere. Runs in a browser, too, where
/// normal forms are the browser's.
#[test]
fn clients_are_found_in_every_script_however_they_are_typed() {
    let mut device = Device::new(1);
    let rows = [
        (
            "Йод-1",
            "Фёдор",
            vec!["И\u{306}од 1", "йод", "Федор", "ФЕ\u{308}ДОР"],
        ),
        (
            "김-7",
            "O’Li",
            vec!["\u{1100}\u{1175}\u{11b7}-٧", "o'li", "OʼLI", "oli"],
        ),
        (
            "ज़ाहिद",
            "Мар’яна Коваль",
            vec!["\u{95b}ाहिद", "जाहिद", "маряна", "мар'яна", "Марʼяна ко"],
        ),
        ("مُحَمَّد ٣", "علی", vec!["ﻣﺤﻤﺪ-3", "محمد", "علي"]),
        ("ส้ม", "שָׂרָה", vec!["สม", "שרה", "\u{fb2b}רה"]),
        (
            "Nguyễn-9",
            "Γιώργος",
            vec!["NGUYE\u{302}\u{303}N-9", "nguyen9", "ΓΙΩΡΓΟΣ", "γιωργοσ"],
        ),
        ("ＡＢ－１２", "Straße", vec!["ab12", "AB‑12", "STRASSE"]),
        (
            "ガ-5",
            "İpek",
            vec!["ｶﾞ5", "カ\u{3099}", "ipek", "IPEK", "ıpek"],
        ),
    ];
    for (n, (code, alias, _)) in rows.iter().enumerate() {
        let mut client = profile(code);
        client.aliases = vec![(*alias).to_owned()];
        device.run(Command::add_client(id(&format!("c{n}")), client));
    }
    for (n, (code, alias, typed)) in rows.iter().enumerate() {
        for text in [code, alias].into_iter().chain(typed) {
            assert_eq!(search(&device, text), [format!("c{n}")], "{text}");
        }
        for whole in [code, alias, &typed[0]] {
            assert_eq!(
                device.vault.find(whole).unwrap(),
                [id(&format!("c{n}"))],
                "{whole}"
            );
        }
    }
}

#[test]
fn pages_follow_each_other_and_the_total_is_the_same() {
    let mut device = Device::new(1);
    for n in 0..25 {
        device.run(add(&format!("c{n:02}"), &format!("AB-{n}")));
    }
    let page = |offset| -> ClientPage {
        device
            .vault
            .clients(&ClientQuery {
                offset,
                limit: 10,
                ..Default::default()
            })
            .unwrap()
    };
    let mut seen: Vec<_> = [0, 10, 20]
        .into_iter()
        .flat_map(|offset| page(offset).rows)
        .map(|row| row.id)
        .collect();
    assert_eq!(
        (seen.len(), page(0).total, page(30).rows.len()),
        (25, 25, 0)
    );
    seen.dedup();
    assert_eq!(seen.len(), 25);
}

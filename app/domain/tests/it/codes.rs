//! Clients that come with the facts of a computed code instead of a card code.

use wayside_domain::record::{Body, parse_line, to_line};

#[test]
fn the_facts_of_a_computed_code_are_used_up_and_never_written() {
    let line = r#"{"type":"client","uic":{"formula":"slk-581","inputs":{"family_name":"Citizen","given_name":"Jane","birth_date":"1991-03-28","sex":"female"}}}"#;
    let entry = parse_line(line).unwrap();
    assert!(!to_line(&entry).contains("Citizen") && !format!("{entry:?}").contains("Citizen"));
    assert!(!serde_json::to_string(&entry).unwrap().contains("Citizen"));
    let Body::Client(client) = entry.body else {
        panic!("a client")
    };
    let settled = client.clone().settle_code(b"programme key");
    assert_eq!(
        (
            settled.uic.is_none(),
            settled.code.as_ref().map(String::len)
        ),
        (true, Some(11))
    );
    assert_eq!(settled, client.clone().settle_code(b"programme key"));
    assert_ne!(settled.code, client.clone().settle_code(b"other key").code);

    let mut carded = client;
    carded.code = Some("AB-7K2M".to_owned());
    let carded = carded.settle_code(b"programme key");
    assert_eq!(
        (carded.code.as_deref(), carded.aliases),
        (Some("AB-7K2M"), vec![settled.code.unwrap()])
    );
}

#[test]
fn wrong_facts_of_a_computed_code_are_named() {
    let check = |uic: &str, field: &str| {
        let error = parse_line(&format!(r#"{{"type":"client","uic":{uic}}}"#)).unwrap_err();
        assert_eq!(error.field, field, "{error}");
    };
    check(r#"{"formula":"md5","inputs":{}}"#, "uic.formula");
    check(r#"{"formula":"psi"}"#, "uic.inputs");
    check(
        r#"{"formula":"pasmo","inputs":{"surname":"X","sex":"male","birth_date":"1991-13-01"}}"#,
        "uic.inputs.birth_date",
    );
    check(
        r#"{"formula":"pasmo","inputs":{"surname":"X","sex":"male"}}"#,
        "uic.inputs.birth_date",
    );
    check(
        r#"{"formula":"pasmo","inputs":{"surname":"X","shoe":"43"}}"#,
        "uic.inputs.shoe",
    );
    check(r#"{"formula":"pasmo","inputs":{},"salt":1}"#, "uic.salt");
}

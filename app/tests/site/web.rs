use crate::harness::on_both_sites;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_person_signs_in_sees_today_and_signs_out() {
    on_both_sites(async |site| {
        let mut visitor = site.visitor();
        let first = visitor.get("/today").await;
        assert_eq!(
            (first.status, first.location()),
            (303, "/login?back=%2Ftoday")
        );
        let mut person = site.person("aigerim").await;
        let today = person.get("/today").await;
        assert_eq!(today.status, 200);
        let out = person.post("/today", "/logout", &[]).await;
        assert_eq!(out.status, 303);
        assert_eq!(person.get("/today").await.status, 303);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn machines_get_their_answers() {
    on_both_sites(async |site| {
        let mut machine = site.visitor();
        assert_eq!(machine.get("/healthz").await.body, "ok\n");
        assert_eq!(machine.get("/readyz").await.body, "ready\n");
        let manifest = machine.get("/manifest.webmanifest").await;
        assert_eq!(
            manifest.header("content-type"),
            Some("application/manifest+json")
        );
        let missing = machine.get("/there-is-no-such-page").await;
        assert_eq!(missing.status, 404);
        assert!(missing.body.contains("<h1>"));
    })
    .await;
}

//! Work for the outside world stays until somebody has taken it.

use super::{SARI, ask, at, new, registered, store};

#[test]
fn work_that_no_queue_took_is_still_due() {
    let store = store();
    registered(ask(&store, new(SARI, "k")));
    let due = || store.due(at(0), 10).unwrap().jobs;
    assert_eq!(due(), due());
    assert_eq!(due().len(), 2);
}

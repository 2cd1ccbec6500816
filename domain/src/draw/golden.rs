//! What outsiders recomputed from earlier releases: it never changes.

use super::*;
use crate::registration::RegistrationNumber;

#[test]
fn ids_leaves_roots_and_tickets_are_those_of_every_release() {
    let hex = |text| Hex::<32>::parse(text).unwrap();
    let number = RegistrationNumber::parse("20261100000001").unwrap();
    let one = Entry {
        id: EntryId::of(72, &number, Hex([7; 16])),
        household: Hex([5; 16]),
        stratum: Stratum {
            province: 32,
            group: Group::General,
        },
        earlier: 1,
    };
    let other = Entry {
        id: Hex([0xff; 32]),
        household: Hex([6; 16]),
        stratum: Stratum {
            province: 31,
            group: Group::Priority,
        },
        earlier: 0,
    };
    let id = "7378cba5f21ca93494e0c1c39e62a4f6de92efc9ec371b52171a64a241fb3f5c";
    assert_eq!(one.id, hex(id));
    let leaf = "699b6b00deb0a5e4f5b39754d342b28e8b140fe867e32e64184798f1a66a48cf";
    assert_eq!(Hex(tree::leaf(&one.record())), hex(leaf));
    let shard = CommittedShard::commit(vec![other.record(), one.record()]).unwrap();
    let root = "68df00f91d42ebbb26c0e148de9fb0c1ae1c933867226efea9a9efa66d2884e1";
    assert_eq!(shard.root().root, hex(root));
    let empty = CommittedShard::commit(vec![]).unwrap();
    let whole = "d5693338b187d66636c35f5ff96ab692c28cb1d0042ed004f2129633e2519b39";
    assert_eq!(wave_root(&[shard.root(), empty.root()]), hex(whole));
    let rules = Rules::new(72, "normal-2023", &Quotas::spread(20, 20), 2);
    let drawn = shard.draw(&[9; 32], &rules).unwrap();
    let ticket = "94425fd902903d8a61b692c0cf89b1cfc9c373aa4c6c6a404c201062d5a156dd";
    assert_eq!(Hex(drawn.ticket(0).unwrap()), hex(ticket));
}

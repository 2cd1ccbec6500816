//! Whole draws: that the result follows from the entries alone, keeps every
//! rule, and favours nobody.

use super::beacon::{Beacon, Chain};
use super::*;
use proptest::prelude::*;
use std::collections::{BTreeMap, HashMap};

const WAVE: u32 = 72;

/// Where somebody applies from: province, group, household, its earlier recipients.
type Person = (u8, Group, u16, u8);

fn entry(number: u32, (province, group, household, earlier): Person) -> Entry {
    let mut nonce = [0; 16];
    nonce[..4].copy_from_slice(&number.to_be_bytes());
    let registration =
        crate::registration::RegistrationNumber::from_random(u64::from(number) * 7919);
    Entry {
        id: EntryId::of(WAVE, &registration, Hex(nonce)),
        household: Hex(u128::from(household).to_be_bytes()),
        stratum: Stratum { province, group },
        earlier,
    }
}

fn entries(people: &[Person]) -> Vec<Entry> {
    (0..).zip(people).map(|(n, one)| entry(n, *one)).collect()
}

/// Every household in one shard, as the edge does it.
fn shards(entries: &[Entry], count: u16) -> Vec<CommittedShard> {
    let mut shards = vec![vec![]; usize::from(count)];
    for entry in entries {
        let tag = u128::from_be_bytes(entry.household.0);
        shards[usize::try_from(tag % u128::from(count)).unwrap()].push(entry.record());
    }
    shards
        .into_iter()
        .map(|records| CommittedShard::commit(records).unwrap())
        .collect()
}

fn rules(seats: u32) -> Rules {
    Rules::new(WAVE, "normal-2023", &Quotas::spread(seats, 20), 2)
}

fn beacon(seed: u8) -> Beacon {
    Beacon {
        round: 1,
        signature: Hex([seed; 48]),
    }
}

struct Whole {
    outcomes: HashMap<EntryId, Outcome>,
    strata: Vec<StratumResult>,
}

/// Commits, draws and searches over shards as the edge does.
fn draw(entries: &[Entry], shard_count: u16, rules: &Rules, randomness: [u8; 32]) -> Whole {
    let shards = shards(entries, shard_count);
    let drawn: Vec<DrawnShard> = shards
        .iter()
        .map(|shard| shard.draw(&randomness, rules).unwrap())
        .collect();
    let mut counts = vec![(0, 0); rules.quotas.len()];
    for shard in &drawn {
        for (sum, one) in counts.iter_mut().zip(shard.counts()) {
            *sum = (sum.0 + one.0, sum.1 + one.1);
        }
    }
    let candidates: Vec<u32> = counts.iter().map(|(_, candidates)| *candidates).collect();
    let seats = rules.allot(&candidates);
    let thresholds: Vec<Option<Hex<32>>> = (0..)
        .zip(&seats)
        .map(|(stratum, seats)| {
            let mut search = Search::new(*seats);
            while let Some(probe) = search.probe(stratum) {
                let mut found = drawn
                    .iter()
                    .map(|shard| shard.find(std::slice::from_ref(&probe)).remove(0));
                let mut all = found.next().unwrap();
                found.for_each(|other| all.merge(other));
                search.narrow(all).unwrap();
            }
            search.threshold()
        })
        .collect();
    let mut winners = vec![0; rules.quotas.len()];
    let mut outcomes = HashMap::new();
    for (shard, drawn) in shards.iter().zip(&drawn) {
        for (sum, one) in winners.iter_mut().zip(drawn.winners(&thresholds)) {
            *sum += one;
        }
        for (index, entry) in shard.entries().enumerate() {
            outcomes.insert(entry.id, drawn.outcome(index, &thresholds).unwrap());
        }
    }
    let strata = (0..rules.quotas.len())
        .map(|n| StratumResult {
            stratum: rules.quotas[n].stratum,
            entries: counts[n].0,
            candidates: counts[n].1,
            seats: seats[n],
            winners: winners[n],
            threshold: thresholds[n],
        })
        .collect();
    Whole { outcomes, strata }
}

fn people() -> impl Strategy<Value = Vec<Person>> {
    // A household's earlier recipients are one fact about it.
    let person = (
        prop_oneof![Just(11_u8), Just(31), Just(32), Just(96)],
        prop_oneof![Just(Group::Priority), Just(Group::General)],
        0..60_u16,
    )
        .prop_map(|(province, group, household)| {
            (province, group, household, u8::from(household % 3 == 0))
        });
    proptest::collection::vec(person, 0..160)
}

proptest! {
    // Each case is a whole draw of up to 160 people.
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn neither_arrival_nor_the_number_of_shards_changes_the_result(
        people in people(), seats in 0..90_u32, seed: [u8; 32], shards in 1..9_u16,
    ) {
        let entries = entries(&people);
        let mut backwards = entries.clone();
        backwards.reverse();
        let one = draw(&entries, 1, &rules(seats), seed);
        let other = draw(&backwards, shards, &rules(seats), seed);
        prop_assert_eq!(one.outcomes, other.outcomes);
        prop_assert_eq!(one.strata, other.strata);
    }

    #[test]
    fn seats_are_given_exactly_and_households_never_get_more_than_their_limit(
        people in people(), seats in 0..90_u32, seed: [u8; 32],
    ) {
        let entries = entries(&people);
        let whole = draw(&entries, 4, &rules(seats), seed);
        prop_assert_eq!(whole.outcomes.len(), entries.len(), "everybody has an outcome");
        let mut households: BTreeMap<HouseholdTag, (u8, u8)> = BTreeMap::new();
        for entry in &entries {
            let household = households.entry(entry.household).or_insert((entry.earlier, 0));
            household.1 += u8::from(whole.outcomes[&entry.id] == Outcome::Drawn);
        }
        for (earlier, won) in households.values() {
            prop_assert!(earlier + won <= 2);
        }
        let mut candidates = 0;
        let mut winners = 0;
        for stratum in &whole.strata {
            prop_assert_eq!(stratum.winners, stratum.seats);
            candidates += stratum.candidates;
            winners += stratum.winners;
        }
        prop_assert_eq!(winners, candidates.min(seats), "no seat stays empty while somebody waits");
    }

    #[test]
    fn proofs_hold_for_every_entry_and_for_no_other_root_place_or_person(
        people in people(), shard_count in 1..9_u16, flip in 0..8000_usize,
    ) {
        let all = entries(&people);
        let shards = shards(&all, shard_count);
        let roots: Vec<ShardRoot> = shards.iter().map(CommittedShard::root).collect();
        let root = PublishedRoot {
            wave: WAVE,
            shards: shard_count,
            root: wave_root(&roots),
        };
        let absent = entry(1_000_000, (11, Group::General, 1, 0));
        for (number, shard) in (0..).zip(&shards) {
            prop_assert_eq!(InclusionProof::of(WAVE, number, shard, &roots, absent.id), None);
            for entry in shard.entries() {
                let proof = InclusionProof::of(WAVE, number, shard, &roots, entry.id).unwrap();
                let bytes = proof.bytes();
                prop_assert!(bytes.len() <= 1024);
                prop_assert_eq!(InclusionProof::parse(&bytes), Ok(proof.clone()));
                prop_assert_eq!(proof.check(entry.id, root), Ok(()));
                prop_assert_eq!(proof.check(absent.id, root), Err(ProofError::OtherEntry));
                // One flipped bit anywhere, and it leads nowhere.
                let mut broken = bytes.clone();
                let bit = flip % (broken.len() * 8);
                broken[bit / 8] ^= 1 << (bit % 8);
                if let Ok(broken) = InclusionProof::parse(&broken) {
                    prop_assert!(broken.check(entry.id, root).is_err());
                }
                let mut forged = proof.clone();
                forged.entry = absent;
                prop_assert_eq!(forged.check(absent.id, root), Err(ProofError::Root));
            }
        }
    }

    #[test]
    fn reading_any_bytes_as_a_proof_or_a_shard_never_fails_otherwise_than_by_saying_so(
        bytes in proptest::collection::vec(any::<u8>(), 0..400)
    ) {
        if let Ok(proof) = InclusionProof::parse(&bytes) {
            prop_assert_eq!(proof.bytes(), bytes.clone());
            let root = PublishedRoot {
                wave: proof.wave,
                shards: proof.shards,
                root: Hex([0; 32]),
            };
            prop_assert_eq!(proof.check(proof.entry.id, root), Err(ProofError::Root));
        }
        if let Ok(shard) = CommittedShard::parse(&bytes) {
            prop_assert_eq!(shard.file(), bytes.as_slice());
        }
    }
}

#[test]
fn an_entry_added_dropped_or_altered_changes_the_root() {
    let people = [(11, Group::General, 1, 0), (11, Group::Priority, 2, 0)];
    let before = shards(&entries(&people), 1)[0].root();
    let more = [people[0], people[1], (12, Group::General, 3, 0)];
    let changes: [&[Person]; 4] = [
        &more,
        &people[..1],
        &[people[0], (11, Group::General, 2, 0)],
        &[people[0], (11, Group::Priority, 2, 1)],
    ];
    for change in changes {
        assert_ne!(shards(&entries(change), 1)[0].root(), before, "{change:?}");
    }
}

#[test]
fn an_entry_twice_or_files_out_of_order_are_refused() {
    let all = entries(&[(11, Group::General, 1, 0), (11, Group::General, 2, 0)]);
    let record = all[0].record();
    assert_eq!(
        CommittedShard::commit(vec![record, record]),
        Err(ShardError::Order)
    );
    let shard = CommittedShard::commit(all.iter().map(Entry::record).collect()).unwrap();
    let path = shard.path(all[0].id);
    assert_eq!(shard.path(all[0].id), path, "the second from the kept tree");
    let mut file = shard.file().to_vec();
    assert_eq!(CommittedShard::parse(&file).as_ref(), Ok(&shard));
    file.rotate_left(RECORD_LENGTH);
    assert_eq!(CommittedShard::parse(&file), Err(ShardError::Order));
    assert_eq!(CommittedShard::parse(&file[1..]), Err(ShardError::Entry));
}

#[test]
fn a_province_that_the_rules_do_not_know_stops_the_draw() {
    let shard = &shards(&entries(&[(99, Group::General, 1, 0)]), 1)[0];
    assert_eq!(
        shard.draw(&[0; 32], &rules(1)).map(|_| ()),
        Err(ShardError::Stratum)
    );
}

#[test]
fn quotas_spread_over_all_provinces_to_the_last_seat() {
    for seats in [0, 1, 37, 38, 1000, 600_000, 3_000_000] {
        let rules = rules(seats);
        assert_eq!(rules.seats, seats);
        assert_eq!(rules.quotas.len(), 76);
        assert_eq!(rules.quotas.iter().map(|one| one.seats).sum::<u32>(), seats);
    }
}

#[test]
fn published_files_read_back_as_they_were_written() {
    let chain = Chain {
        public_key: Hex([1; 96]),
        genesis_time: 1_692_803_367,
        period: 3,
    };
    let rules = rules(100);
    let bytes = serde_json::to_vec(&rules).unwrap();
    let excluded = BTreeMap::from([(Exclusion::IdentityPending, 12)]);
    let at = "2026-11-24T17:00:04Z".parse().unwrap();
    let commitment = Commitment::new(
        WAVE,
        file_hash(&bytes),
        vec![shards(&[], 1)[0].root()],
        excluded,
        (chain, 21_000_000),
        at,
    );
    let text = serde_json::to_string(&commitment).unwrap();
    assert!(
        text.contains(r#""excluded":{"identity_pending":12}"#),
        "{text}"
    );
    assert_eq!(
        serde_json::from_str::<Commitment>(&text).unwrap(),
        commitment
    );
    assert_eq!(serde_json::from_slice::<Rules>(&bytes).unwrap(), rules);
    let result = DrawResult::new(WAVE, file_hash(text.as_bytes()), beacon(3), vec![], at);
    let text = serde_json::to_string(&result).unwrap();
    assert_eq!(serde_json::from_str::<DrawResult>(&text).unwrap(), result);
}

/// Pearson's sum over cells that should be equal.
fn chi_square(observed: &[u32], expected: f64) -> f64 {
    observed
        .iter()
        .map(|count| (f64::from(*count) - expected).powi(2) / expected)
        .sum()
}

#[test]
fn over_ten_thousand_draws_nobody_is_favoured_by_place_shard_stratum_or_identifier() {
    // 48 people in two provinces and both groups, 12 seats, 10,000 rounds of
    // the beacon. Each stratum has 12 people and 3 seats: everybody wins one
    // draw in four.
    const DRAWS: u32 = 10_000;
    let people: Vec<Person> = (0..48_u16)
        .map(|n| {
            let province = if n % 2 == 0 { 31 } else { 32 };
            let group = if n / 2 % 2 == 0 {
                Group::Priority
            } else {
                Group::General
            };
            (province, group, n, 0)
        })
        .collect();
    let all = entries(&people);
    let quotas: Quotas = serde_json::from_str(
        r#"{"31":{"priority":3,"general":3},"32":{"priority":3,"general":3}}"#,
    )
    .unwrap();
    let rules = Rules::new(WAVE, "normal-2023", &quotas, 2);
    let shard = shards(&all, 1).remove(0);
    // Winners of a stratum are its three lowest tickets: taken directly, since
    // how thresholds are found is proven above.
    let mut wins: HashMap<EntryId, u32> = HashMap::new();
    for round in 0..DRAWS {
        let mut signature = [0; 48];
        signature[..4].copy_from_slice(&round.to_be_bytes());
        let randomness = Beacon {
            round: u64::from(round),
            signature: Hex(signature),
        }
        .randomness();
        let drawn = shard.draw(&randomness.0, &rules).unwrap();
        let mut tickets: BTreeMap<Stratum, Vec<(Ticket, EntryId)>> = BTreeMap::new();
        for (index, entry) in shard.entries().enumerate() {
            tickets
                .entry(entry.stratum)
                .or_default()
                .push((drawn.ticket(index).unwrap(), entry.id));
        }
        for stratum in tickets.values_mut() {
            stratum.sort_unstable();
            for (_, id) in stratum.iter().take(3) {
                *wins.entry(*id).or_default() += 1;
            }
        }
    }
    let by = |key: &dyn Fn(usize, &Entry) -> usize, cells: usize| {
        let mut counts = vec![0; cells];
        for (arrival, entry) in all.iter().enumerate() {
            counts[key(arrival, entry)] += wins.get(&entry.id).copied().unwrap_or_default();
        }
        let total = f64::from(DRAWS * 12);
        assert!((f64::from(counts.iter().sum::<u32>()) - total).abs() < 0.5);
        chi_square(&counts, total / f64::from(u32::try_from(cells).unwrap()))
    };
    // Critical values at 0.1 % for 47, 7 and 3 degrees of freedom. The rounds
    // are fixed, so the figures are the same in every run.
    let arrival = by(&|arrival, _| arrival, 48);
    assert!(arrival < 82.7, "by arrival: {arrival:.1}");
    let shard = by(&|_, entry| usize::from(entry.household.0[15] % 8), 8);
    assert!(shard < 24.3, "by shard: {shard:.1}");
    let stratum = by(
        &|_, entry| usize::from(entry.stratum.province == 32) * 2 + entry.stratum.group as usize,
        4,
    );
    assert!(stratum < 16.3, "by stratum: {stratum:.1}");
    let mut ids: Vec<EntryId> = all.iter().map(|entry| entry.id).collect();
    ids.sort_unstable();
    let identifier = by(&|_, entry| ids.binary_search(&entry.id).unwrap() / 6, 8);
    assert!(identifier < 24.3, "by identifier: {identifier:.1}");
}

// Computed with Python's hashlib and hmac from what `docs/draw.md` says.

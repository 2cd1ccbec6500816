//! Chance, and a payment partner that errs.

use crate::incentive::{
    Answer, Failure, Instalment, ListLine, PartnerReference, PartnerTransaction,
};
use crate::money::Rupiah;
use std::collections::BTreeMap;

/// SplitMix64: the same numbers everywhere.
pub(super) struct Random(pub(super) u64);

impl Random {
    pub(super) fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ mixed >> 31) % bound
    }

    pub(super) fn small(&mut self, bound: u64) -> u32 {
        u32::try_from(self.below(bound)).unwrap()
    }

    pub(super) fn place(&mut self, length: usize) -> usize {
        usize::try_from(self.below(u64::try_from(length).unwrap())).unwrap()
    }
}

/// The payment partner: pays one reference once, unless it errs.
#[derive(Default)]
pub(super) struct Partner {
    pub(super) heard: BTreeMap<PartnerReference, Answer>,
    pub(super) lines: Vec<ListLine>,
}

impl Partner {
    pub(super) fn payments_of(&self, one: &Instalment) -> usize {
        let of = |line: &&ListLine| {
            let mut attempts = one.attempts().iter();
            attempts.any(|attempt| attempt.reference == line.reference)
        };
        self.lines.iter().filter(of).count()
    }

    fn pay(&mut self, reference: &PartnerReference, amount: Rupiah) -> Answer {
        let number = self.lines.len();
        let transaction = PartnerTransaction::try_from(format!("T{number}")).unwrap();
        self.lines.push(ListLine {
            reference: reference.clone(),
            transaction: transaction.clone(),
            amount,
        });
        Answer::Paid { transaction }
    }

    pub(super) fn told(
        &mut self,
        reference: &PartnerReference,
        amount: Rupiah,
        random: &mut Random,
    ) -> Answer {
        if let Some(known) = self.heard.get(reference) {
            return known.clone();
        }
        let failed = |failure| Answer::Failed { failure };
        let answer = match random.below(10) {
            0 => failed(Failure::PartnerFault),
            1 => failed(Failure::AccountClosed),
            // Pays and says that it has not.
            2 => {
                self.pay(reference, amount);
                failed(Failure::PartnerFault)
            }
            // Pays twice.
            3 => {
                self.pay(reference, amount);
                self.pay(reference, amount)
            }
            _ => self.pay(reference, amount),
        };
        self.heard.insert(reference.clone(), answer.clone());
        answer
    }
}

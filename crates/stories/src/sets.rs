//! Disjoint sets: who belongs together, by who is alike.

/// Disjoint sets over `0..n`; the smallest member stands for its set.
#[derive(Clone, Debug)]
pub struct Sets {
    parent: Vec<usize>,
}

impl Sets {
    /// `count` sets of one member each.
    pub fn new(count: usize) -> Self {
        Self { parent: (0..count).collect() }
    }

    /// The member that stands for the set of `member`.
    pub fn find(&mut self, member: usize) -> usize {
        let mut at = member;
        while let Some(&up) = self.parent.get(at) {
            if up == at {
                break;
            }
            let over = self.parent.get(up).copied().unwrap_or(up);
            if let Some(slot) = self.parent.get_mut(at) {
                *slot = over;
            }
            at = up;
        }
        at
    }

    /// Joins two sets; says whether they were apart.
    pub fn join(&mut self, a: usize, b: usize) -> bool {
        let (a, b) = (self.find(a), self.find(b));
        let (low, high) = (a.min(b), a.max(b));
        if let Some(slot) = self.parent.get_mut(high) {
            *slot = low;
        }
        low != high
    }

    /// Sets of at least `least` members, in order of their first members.
    pub fn groups(&mut self, least: usize) -> Vec<Vec<usize>> {
        let roots: Vec<usize> = (0..self.parent.len()).map(|member| self.find(member)).collect();
        // How large each set is, and then, for those that are asked for, the place of its list.
        let mut of_root = vec![0_usize; roots.len()];
        for root in &roots {
            if let Some(size) = of_root.get_mut(*root) {
                *size += 1;
            }
        }
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for (member, &root) in roots.iter().enumerate() {
            let Some(slot) = of_root.get_mut(root) else { continue };
            // The one that stands for its set comes first of it.
            if member == root {
                if *slot < least {
                    *slot = usize::MAX;
                    continue;
                }
                groups.push(Vec::with_capacity(*slot));
                *slot = groups.len() - 1;
            }
            if let Some(group) = groups.get_mut(*slot) {
                group.push(member);
            }
        }
        groups
    }
}

/// How many values two sorted lists without repeats have in common.
pub fn shared<T: Ord>(a: &[T], b: &[T]) -> usize {
    let (mut i, mut j, mut count) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                count += 1;
                i += 1;
                j += 1;
            }
        }
    }
    count
}

/// Share of the smaller of two sorted lists that the other has too; 0 if one is empty.
pub fn containment<T: Ord>(a: &[T], b: &[T]) -> f32 {
    match a.len().min(b.len()) {
        0 => 0.0,
        least => shared(a, b) as f32 / least as f32,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_are_listed_by_their_first_members() {
        let mut sets = Sets::new(5);
        assert!(sets.join(3, 1));
        assert!(sets.join(4, 3));
        assert!(!sets.join(1, 4));
        assert_eq!(sets.groups(2), [[1, 3, 4]]);
        assert_eq!(sets.groups(1).len(), 3);
    }

    #[test]
    fn containment_is_of_the_smaller_list() {
        assert_eq!(containment(&[1, 2, 3], &[2, 3, 4, 5, 6]), 2.0 / 3.0);
        assert_eq!(containment::<u8>(&[], &[1]), 0.0);
    }
}

//! What of two lists is not in the other at its place.

use std::ops::Range;

use crate::session::Pair;

/// Longer lists than this, one times the other, are not looked into: then all between their common ends is unlike.
const MOST: usize = 4_000_000;

/// The places of either list that are not part of their longest common one.
pub(super) fn unlike<T: PartialEq>(left: &[T], right: &[T]) -> Pair<Vec<usize>> {
    let begin = left.iter().zip(right).take_while(|(one, other)| one == other).count();
    let ends = left[begin..].iter().rev().zip(right[begin..].iter().rev());
    let end = ends.take_while(|(one, other)| one == other).count();
    let (rows, columns) = (left.len() - end - begin, right.len() - end - begin);
    let all = || Pair { first: (begin..begin + rows).collect(), second: (begin..begin + columns).collect() };
    if rows.saturating_mul(columns) > MOST {
        return all();
    }
    // For each place in both, how long the longest common list from there on is.
    let width = columns + 1;
    let mut longest = vec![0_u32; (rows + 1) * width];
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            let at = row * width + column;
            longest[at] = if left[begin + row] == right[begin + column] {
                longest[at + width + 1] + 1
            } else {
                longest[at + width].max(longest[at + 1])
            };
        }
    }
    let (mut row, mut column) = (0, 0);
    let mut unlike = Pair { first: Vec::new(), second: Vec::new() };
    while row < rows && column < columns {
        let at = row * width + column;
        if left[begin + row] == right[begin + column] {
            (row, column) = (row + 1, column + 1);
        } else if longest[at + width] >= longest[at + 1] {
            unlike.first.push(begin + row);
            row += 1;
        } else {
            unlike.second.push(begin + column);
            column += 1;
        }
    }
    unlike.first.extend(begin + row..begin + rows);
    unlike.second.extend(begin + column..begin + columns);
    unlike
}

/// The words of either text that are not in the other at their place, as ranges of bytes. Words that follow one another are
/// one range, with what stands between them.
#[must_use]
pub fn unlike_words(left: &str, right: &str) -> Pair<Vec<Range<usize>>> {
    let (of_left, of_right) = (words(left), words(right));
    let only = |words: &[(usize, &str)]| words.iter().map(|(_, word)| (*word).to_owned()).collect::<Vec<_>>();
    let Pair { first, second } = unlike(&only(&of_left), &only(&of_right));
    Pair { first: ranges(&of_left, first), second: ranges(&of_right, second) }
}

/// The words of a text with where they begin.
fn words(text: &str) -> Vec<(usize, &str)> {
    let pieces = text.split_inclusive(char::is_whitespace).scan(0, |next, piece| {
        let at = *next;
        *next += piece.len();
        Some((at, piece.trim_end()))
    });
    pieces.filter(|(_, word)| !word.is_empty()).collect()
}

fn ranges(words: &[(usize, &str)], which: Vec<usize>) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut before = None;
    for at in which {
        let (start, word) = words[at];
        let end = start + word.len();
        match ranges.last_mut() {
            Some(last) if before.is_some_and(|before: usize| before + 1 == at) => last.end = end,
            _ => ranges.push(start..end),
        }
        before = Some(at);
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_that_differ_are_found_and_no_others() {
        let rows = [
            ("", "", "", ""),
            ("She stays at Gran's", "She stays at Gran's", "", ""),
            ("She stays at Gran's", "She stays  at\nGran's", "", ""),
            ("She stays at Gran's", "She now sleeps at Gran's", "stays", "now sleeps"),
            ("one two three four", "two three", "one|four", ""),
            ("Mum rang", "", "Mum rang", ""),
            ("a b c a b", "a b a b", "c", ""),
            ("Ràinig i an taigh", "Ràinig iad an taigh 🦜", "i", "iad|🦜"),
        ];
        for (left, right, only_left, only_right) in rows {
            let Pair { first, second } = unlike_words(left, right);
            let cut = |text: &str, ranges: Vec<Range<usize>>| {
                ranges.into_iter().map(|range| text[range].to_owned()).collect::<Vec<_>>().join("|")
            };
            assert_eq!((cut(left, first).as_str(), cut(right, second).as_str()), (only_left, only_right));
        }
    }

    #[test]
    fn two_long_texts_with_nothing_in_common_take_no_time() {
        let text = |sign: &str| format!("begin {} end", format!("{sign} ").repeat(20_000).trim());
        let (left, right) = (text("a"), text("b"));
        let Pair { first, second } = unlike_words(&left, &right);
        assert_eq!((first.len(), second.len()), (1, 1));
        assert!(left[first[0].clone()].starts_with("a a") && right[second[0].clone()].ends_with("b b"));
    }
}

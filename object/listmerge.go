package object

// Merging for list.sort: see listsort.go.

// mergeAt merges runs i and i+1.
func (s *sorter) mergeAt(i int) error {
	a, b := s.runs[i], s.runs[i+1]
	s.runs[i].n += b.n
	copy(s.runs[i+1:], s.runs[i+2:])
	s.runs = s.runs[:len(s.runs)-1]
	// What is in a before b's first item, and in b after a's last, is in place.
	k, err := s.gallopRight(s.by[b.lo], s.by[a.lo:a.lo+a.n], 0)
	if err != nil {
		return err
	}
	a.lo += k
	a.n -= k
	if a.n == 0 {
		return nil
	}
	n, err := s.gallopLeft(s.by[a.lo+a.n-1], s.by[b.lo:b.lo+b.n], b.n-1)
	if err != nil || n == 0 {
		return err
	}
	b.n = n
	if a.n <= b.n {
		return s.mergeLow(a, b)
	}
	return s.mergeHigh(a, b)
}

// gallopLeft returns where key belongs in the sorted run, left of equal items. The
// search starts at hint and doubles its steps.
func (s *sorter) gallopLeft(key Value, run []Value, hint int) (int, error) {
	last, ofs := 0, 1
	less, err := lessThan(s.t, run[hint], key)
	if err != nil {
		return 0, err
	}
	if less { // run[hint] < key: to the right
		limit := len(run) - hint
		for ofs < limit {
			if less, err = lessThan(s.t, run[hint+ofs], key); err != nil {
				return 0, err
			}
			if !less {
				break
			}
			last, ofs = ofs, ofs<<1+1
		}
		last, ofs = last+hint, min(ofs, limit)+hint
	} else {
		limit := hint + 1
		for ofs < limit {
			if less, err = lessThan(s.t, run[hint-ofs], key); err != nil {
				return 0, err
			}
			if less {
				break
			}
			last, ofs = ofs, ofs<<1+1
		}
		last, ofs = hint-min(ofs, limit), hint-last
	}
	for last++; last < ofs; {
		m := last + (ofs-last)>>1
		if less, err = lessThan(s.t, run[m], key); err != nil {
			return 0, err
		}
		if less {
			last = m + 1
		} else {
			ofs = m
		}
	}
	return ofs, nil
}

// gallopRight is gallopLeft with the place right of equal items.
func (s *sorter) gallopRight(key Value, run []Value, hint int) (int, error) {
	last, ofs := 0, 1
	less, err := lessThan(s.t, key, run[hint])
	if err != nil {
		return 0, err
	}
	if less { // key < run[hint]: to the left
		limit := hint + 1
		for ofs < limit {
			if less, err = lessThan(s.t, key, run[hint-ofs]); err != nil {
				return 0, err
			}
			if !less {
				break
			}
			last, ofs = ofs, ofs<<1+1
		}
		last, ofs = hint-min(ofs, limit), hint-last
	} else {
		limit := len(run) - hint
		for ofs < limit {
			if less, err = lessThan(s.t, key, run[hint+ofs]); err != nil {
				return 0, err
			}
			if less {
				break
			}
			last, ofs = ofs, ofs<<1+1
		}
		last, ofs = last+hint, min(ofs, limit)+hint
	}
	for last++; last < ofs; {
		m := last + (ofs-last)>>1
		if less, err = lessThan(s.t, key, run[m]); err != nil {
			return 0, err
		}
		if less {
			ofs = m
		} else {
			last = m + 1
		}
	}
	return ofs, nil
}

// save copies a run to the temporary memory.
func (s *sorter) save(r sortRun) {
	s.tmp = s.stash(s.tmp, s.by[r.lo:r.lo+r.n])
	if s.vals != nil {
		s.tmpVals = s.stash(s.tmpVals, s.vals[r.lo:r.lo+r.n])
	}
}

// move copies n items within the list.
func (s *sorter) move(dst, src, n int) {
	copy(s.by[dst:dst+n], s.by[src:src+n])
	if s.vals != nil {
		copy(s.vals[dst:dst+n], s.vals[src:src+n])
	}
}

// restore copies n saved items back.
func (s *sorter) restore(dst, src, n int) {
	copy(s.by[dst:dst+n], s.tmp[src:src+n])
	if s.vals != nil {
		copy(s.vals[dst:dst+n], s.tmpVals[src:src+n])
	}
}

// poll lets the thread be stopped between two merges' steps.
func (s *sorter) poll() error {
	if s.polls++; s.polls&1023 == 0 {
		return s.t.Poll()
	}
	return nil
}

// mergeLow merges adjacent runs from the left; a, the shorter one, lies in tmp. An
// error leaves every item in the list somewhere.
func (s *sorter) mergeLow(a, b sortRun) error {
	s.save(a)
	dst, i, j := a.lo, 0, b.lo // next place, next of a in tmp, next of b
	end := b.lo + b.n
	s.move(dst, j, 1)
	dst++
	j++
	err := s.mergeLowLoop(&dst, &i, &j, a.n, end)
	if err == nil && i == a.n-1 { // the last of a comes after all of b
		s.move(dst, j, end-j)
		dst += end - j
	}
	s.restore(dst, i, a.n-i)
	return err
}

// mergeLowLoop merges until b is used up or one item of a is left, which is known to
// be the greatest.
func (s *sorter) mergeLowLoop(dst, i, j *int, an, end int) error {
	if *j == end || an == 1 {
		return nil
	}
	gallop := s.gallop
	for {
		wins, bWins := 0, 0
		for wins < gallop && bWins < gallop {
			less, err := lessThan(s.t, s.by[*j], s.tmp[*i])
			if err != nil {
				return err
			}
			if less {
				s.move(*dst, *j, 1)
				*dst, *j = *dst+1, *j+1
				wins, bWins = 0, bWins+1
				if *j == end {
					return nil
				}
			} else {
				s.restore(*dst, *i, 1)
				*dst, *i = *dst+1, *i+1
				wins, bWins = wins+1, 0
				if *i == an-1 {
					return nil
				}
			}
		}
		gallop++
		for first := true; first || wins >= minGallop || bWins >= minGallop; first = false {
			if gallop > 1 {
				gallop--
			}
			s.gallop = gallop
			k, err := s.gallopRight(s.by[*j], s.tmp[*i:an], 0)
			if err != nil {
				return err
			}
			wins = k
			s.restore(*dst, *i, k)
			*dst, *i = *dst+k, *i+k
			// Inconsistent comparisons can use up a entirely.
			if *i >= an-1 {
				return nil
			}
			s.move(*dst, *j, 1)
			*dst, *j = *dst+1, *j+1
			if *j == end {
				return nil
			}
			k, err = s.gallopLeft(s.tmp[*i], s.by[*j:end], 0)
			if err != nil {
				return err
			}
			bWins = k
			s.move(*dst, *j, k)
			*dst, *j = *dst+k, *j+k
			if *j == end {
				return nil
			}
			s.restore(*dst, *i, 1)
			*dst, *i = *dst+1, *i+1
			if *i == an-1 {
				return nil
			}
			if err := s.poll(); err != nil {
				return err
			}
		}
		gallop++
		s.gallop = gallop
	}
}

// mergeHigh merges adjacent runs from the right; b, the shorter one, lies in tmp.
func (s *sorter) mergeHigh(a, b sortRun) error {
	s.save(b)
	// i and j count what is left of a and of b; the next place is a.lo+i+j-1.
	i, j := a.n-1, b.n
	s.move(a.lo+i+j, a.lo+i, 1)
	err := s.mergeHighLoop(a.lo, &i, &j)
	if err == nil && j == 1 { // the first of b comes before all of a
		s.move(a.lo+1, a.lo, i)
		i = 0
	}
	s.restore(a.lo+i, 0, j)
	return err
}

// mergeHighLoop merges until a is used up or one item of b is left, which is known to
// be the smallest.
func (s *sorter) mergeHighLoop(lo int, i, j *int) error {
	if *i == 0 || *j == 1 {
		return nil
	}
	gallop := s.gallop
	for {
		wins, bWins := 0, 0
		for wins < gallop && bWins < gallop {
			less, err := lessThan(s.t, s.tmp[*j-1], s.by[lo+*i-1])
			if err != nil {
				return err
			}
			if less {
				*i--
				s.move(lo+*i+*j, lo+*i, 1)
				wins, bWins = wins+1, 0
				if *i == 0 {
					return nil
				}
			} else {
				*j--
				s.restore(lo+*i+*j, *j, 1)
				wins, bWins = 0, bWins+1
				if *j == 1 {
					return nil
				}
			}
		}
		gallop++
		for first := true; first || wins >= minGallop || bWins >= minGallop; first = false {
			if gallop > 1 {
				gallop--
			}
			s.gallop = gallop
			k, err := s.gallopRight(s.tmp[*j-1], s.by[lo:lo+*i], *i-1)
			if err != nil {
				return err
			}
			wins = *i - k
			s.move(lo+k+*j, lo+k, wins)
			*i = k
			if *i == 0 {
				return nil
			}
			*j--
			s.restore(lo+*i+*j, *j, 1)
			if *j == 1 {
				return nil
			}
			k, err = s.gallopLeft(s.by[lo+*i-1], s.tmp[:*j], *j-1)
			if err != nil {
				return err
			}
			bWins = *j - k
			s.restore(lo+*i+k, k, bWins)
			*j = k
			// Inconsistent comparisons can use up b entirely.
			if *j <= 1 {
				return nil
			}
			*i--
			s.move(lo+*i+*j, lo+*i, 1)
			if *i == 0 {
				return nil
			}
			if err := s.poll(); err != nil {
				return err
			}
		}
		gallop++
		s.gallop = gallop
	}
}

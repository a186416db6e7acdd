package consistenthashing

import (
	"fmt"
	"math"
	"reflect"
	"strings"
	"sync"
	"testing"
)

// Behaviour of the inserted ring: what moves, how even, how weighted, and the same owners in every language.

func newRing(t *testing.T, virtualNodes int) *HashRing {
	t.Helper()
	ring, err := NewHashRing(virtualNodes)
	if err != nil {
		t.Fatal(err)
	}
	return ring
}

func add(t *testing.T, ring *HashRing, node string, weight float64) {
	t.Helper()
	if err := ring.Add(node, weight); err != nil {
		t.Fatal(err)
	}
}

func ringOf(t *testing.T, count int) *HashRing {
	ring := newRing(t, 128)
	for node := 0; node < count; node++ {
		add(t, ring, fmt.Sprint("node-", node), 1)
	}
	return ring
}

func ownersOn(ring *HashRing) []string {
	owners := make([]string, 20000)
	for i := range owners {
		owners[i], _ = ring.Lookup(fmt.Sprint("key-", i))
	}
	return owners
}

func sharesOf(owners []string) map[string]float64 {
	shares := make(map[string]float64)
	for _, owner := range owners {
		shares[owner] += 1 / float64(len(owners))
	}
	return shares
}

func TestSameOwnersInEveryLanguage(t *testing.T) {
	ring := newRing(t, 64)
	add(t, ring, "a", 1)
	add(t, ring, "b", 1.5)
	add(t, ring, "c", 2)
	var owners strings.Builder
	for i := 0; i < 42; i++ {
		key := fmt.Sprint("user:", i)
		if i >= 40 {
			key = []string{"ключ", "😀"}[i-40]
		}
		owner, _ := ring.Lookup(key)
		owners.WriteString(owner)
	}
	if owners.String() != "accabccacbbcbbbbcbacacbcccaabacacbbcbcaabb" {
		t.Fatal(owners.String())
	}
	if got := ring.Owners("user:0", 3); !reflect.DeepEqual(got, []string{"a", "c", "b"}) {
		t.Fatal(got)
	}
}

func TestWhatMoves(t *testing.T) {
	ring := ringOf(t, 10)
	before := ownersOn(ring)
	add(t, ring, "node-10", 1)
	moved := 0
	for i, owner := range ownersOn(ring) {
		if owner == before[i] {
			continue
		}
		moved++
		if owner != "node-10" {
			t.Fatal("a key moved to an old node", owner)
		}
	}
	if share := float64(moved) / float64(len(before)); share < 0.7/11 || share > 1.4/11 {
		t.Fatal("moved", share)
	}
	ring.Remove("node-10")
	if !reflect.DeepEqual(ownersOn(ring), before) {
		t.Fatal("removing does not move them back")
	}
}

func TestOrderAndRepetitionDoNotMatter(t *testing.T) {
	backwards := newRing(t, 128)
	for node := 9; node >= 0; node-- {
		add(t, backwards, fmt.Sprint("node-", node), 1)
	}
	add(t, backwards, "node-3", 5)
	add(t, backwards, "node-3", 1)
	if !reflect.DeepEqual(ownersOn(backwards), ownersOn(ringOf(t, 10))) {
		t.Fatal("other owners")
	}
	// Not even where two nodes have a point in common: these names were searched for.
	for _, names := range [][]string{{"node-522789", "node-739192"}, {"node-739192", "node-522789"}} {
		ring := newRing(t, 1)
		for _, name := range names {
			add(t, ring, name, 1)
		}
		if owner, _ := ring.Lookup("k"); owner != "node-522789" {
			t.Fatal("equal hashes go by name, got", owner)
		}
	}
}

func TestShares(t *testing.T) {
	for node, share := range sharesOf(ownersOn(ringOf(t, 10))) {
		if share < 0.07 || share > 0.13 {
			t.Fatal(node, share)
		}
	}
	ring := ringOf(t, 3)
	add(t, ring, "node-0", 2)
	if share := sharesOf(ownersOn(ring))["node-0"]; share < 0.42 || share > 0.58 {
		t.Fatal("two of four parts", share)
	}
}

func TestEdges(t *testing.T) {
	ring := newRing(t, 128)
	if _, found := ring.Lookup("k"); found || len(ring.Owners("k", 2)) != 0 {
		t.Fatal("an empty ring has an owner")
	}
	ring.Remove("nobody")
	add(t, ring, "only", 0.001)
	if owner, _ := ring.Lookup(""); owner != "only" {
		t.Fatal("a light node still has a point")
	}
	if len(ring.Owners("k", 5)) != 1 || len(ring.Owners("k", 0)) != 0 || len(ringOf(t, 5).Owners("k", 3)) != 3 {
		t.Fatal("counts")
	}
	for _, bad := range []float64{0, -1, math.NaN(), math.Inf(1)} {
		if ring.Add("x", bad) == nil {
			t.Fatal("no error for weight", bad)
		}
	}
	if _, err := NewHashRing(0); err == nil {
		t.Fatal("no error for 0 virtual nodes")
	}
}

func TestLookupsWhileNodesChange(t *testing.T) {
	ring := ringOf(t, 3)
	var group sync.WaitGroup
	for worker := 0; worker < 4; worker++ {
		group.Add(1)
		go func() {
			defer group.Done()
			for i := 0; i < 200; i++ {
				if _, found := ring.Lookup(fmt.Sprint(i)); !found {
					t.Error("no owner")
				}
			}
		}()
	}
	for i := 0; i < 20; i++ {
		add(t, ring, "node-3", 1)
		ring.Remove("node-3")
	}
	group.Wait()
}

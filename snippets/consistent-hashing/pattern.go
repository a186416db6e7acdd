// Package consistenthashing is a ring with virtual nodes. What is inserted stands between the two marks.
package consistenthashing

import (
	"fmt"
	"hash/fnv"
	"math"
	"sort"
	"sync"
)

// designwise:begin

// HashRing says which node owns a key. Adding one of n nodes moves about 1/n of the keys, all of them to the new node;
// hash % n would move nearly all. The same nodes give the same owners in every process, whatever the order of adding.
type HashRing struct {
	virtualNodes int
	mu           sync.RWMutex
	points       []ringPoint // sorted by hash, equal hashes by node, so that a collision does not depend on history
}

type ringPoint struct {
	hash uint32
	node string
}

// NewHashRing makes an empty ring. More virtual nodes even out the shares (they deviate by about 1/√virtualNodes) and
// cost memory; 128 is a fair start.
func NewHashRing(virtualNodes int) (*HashRing, error) {
	if virtualNodes < 1 {
		return nil, fmt.Errorf("hash ring: virtualNodes must be at least 1, got %d", virtualNodes)
	}
	return &HashRing{virtualNodes: virtualNodes}, nil
}

// Add adds a node with a share in proportion to its weight; adding it again changes the weight.
func (r *HashRing) Add(node string, weight float64) error {
	if !(weight > 0) || math.IsInf(weight, 1) {
		return fmt.Errorf("hash ring: weight must be positive and finite, got %v", weight)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.drop(node)
	count := int(math.Max(1, math.Round(float64(r.virtualNodes)*weight)))
	for replica := 0; replica < count; replica++ {
		r.points = append(r.points, ringPoint{ringHash(fmt.Sprintf("%s#%d", node, replica)), node})
	}
	sort.Slice(r.points, func(i, j int) bool {
		a, b := r.points[i], r.points[j]
		return a.hash < b.hash || a.hash == b.hash && a.node < b.node
	})
	return nil
}

// Remove takes a node out; its keys go to the nodes that follow its points on the ring.
func (r *HashRing) Remove(node string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.drop(node)
}

func (r *HashRing) drop(node string) {
	kept := make([]ringPoint, 0, len(r.points))
	for _, point := range r.points {
		if point.node != node {
			kept = append(kept, point)
		}
	}
	r.points = kept
}

// Lookup returns the owner of a key; false while the ring has no node.
func (r *HashRing) Lookup(key string) (string, bool) {
	if owners := r.Owners(key, 1); len(owners) > 0 {
		return owners[0], true
	}
	return "", false
}

// Owners returns the first count distinct nodes from the key on around the ring: the owner, then where replicas go.
func (r *HashRing) Owners(key string, count int) []string {
	r.mu.RLock()
	defer r.mu.RUnlock()
	hash := ringHash(key)
	start := sort.Search(len(r.points), func(i int) bool { return r.points[i].hash >= hash })
	seen := make(map[string]bool)
	var owners []string
	for step := 0; step < len(r.points) && len(owners) < count; step++ {
		node := r.points[(start+step)%len(r.points)].node
		if !seen[node] {
			seen[node] = true
			owners = append(owners, node)
		}
	}
	return owners
}

// ringHash is FNV-1a, then MurmurHash3's finalizer: by FNV-1a alone, names that differ at the end lie close.
func ringHash(text string) uint32 {
	sum := fnv.New32a()
	sum.Write([]byte(text)) // a hash never returns an error
	hash := sum.Sum32()
	hash = (hash ^ hash>>16) * 0x85ebca6b
	hash = (hash ^ hash>>13) * 0xc2b2ae35
	return hash ^ hash>>16
}

// designwise:end

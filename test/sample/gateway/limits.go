// Package gateway keeps callers within their quota.
package gateway

import "net/http"

// RateLimiter holds a token bucket for each API key.
type RateLimiter interface {
	Allow(apiKey string) bool
}

// Limited answers 429 when the caller's bucket is empty, so that one client's burst is not everybody's latency.
func Limited(limiter RateLimiter, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !limiter.Allow(r.Header.Get("X-Api-Key")) {
			w.Header().Set("Retry-After", "1")
			http.Error(w, "too many requests", http.StatusTooManyRequests)
			return
		}
		next.ServeHTTP(w, r)
	})
}

#include "backends/cpu/parallel.h"

#include <algorithm>

#include "backends/cpu/context.h"

namespace df::cpu {
namespace {

// Set while a thread executes a loop body: a nested loop then runs serially as that worker.
thread_local int current_worker = -1;

// Tens of microseconds: longer than the gap between two ops of a step, short enough not to burn a
// core while the caller does something else.
constexpr int kSpins = 2000;

constexpr int64_t kMostTickets = int64_t{1} << 24;

inline void relax() { __builtin_ia32_pause(); }

}  // namespace

ThreadPool::ThreadPool(int threads) : threads_(std::max(threads, 1)) {
  workers_.reserve(static_cast<size_t>(threads_ - 1));
  for (int worker = 1; worker < threads_; ++worker) {
    workers_.emplace_back([this, worker] { worker_main(worker); });
  }
}

ThreadPool::~ThreadPool() {
  stop_.store(true, std::memory_order_relaxed);
  generation_.fetch_add(1, std::memory_order_release);
  generation_.notify_all();
  for (std::thread& worker : workers_) worker.join();
}

void ThreadPool::run(int64_t count, int64_t grain, Body body, void* arg) {
  if (count <= 0) return;
  grain = std::max<int64_t>(grain, 1);
  const int64_t chunks = (count + grain - 1) / grain;
  if (current_worker >= 0 || threads_ == 1 || chunks == 1) {
    const int worker = std::max(current_worker, 0);
    for (int64_t begin = 0; begin < count; begin += grain) {
      body(arg, begin, std::min(begin + grain, count), worker);
    }
    return;
  }
  const int64_t chunks_a_ticket = (chunks + kMostTickets - 1) / kMostTickets;
  dispatch(Loop{body, arg, count, grain, chunks_a_ticket},
           (chunks + chunks_a_ticket - 1) / chunks_a_ticket);
}

void ThreadPool::run_on_all(Body body, void* arg) {
  // One chunk a thread; a thread that has finished its chunk may not take a second one, so the
  // body waits until all have arrived.
  struct Meeting {
    Body body;
    void* arg;
    int expected;
    std::atomic<int> arrived{0};
  } meeting{body, arg, threads_};
  run(
      threads_, 1,
      [](void* state, int64_t, int64_t, int worker) {
        auto* all = static_cast<Meeting*>(state);
        all->arrived.fetch_add(1);
        while (all->arrived.load() < all->expected) std::this_thread::yield();
        all->body(all->arg, worker, worker + 1, worker);
      },
      &meeting);
}

void ThreadPool::dispatch(const Loop& loop, int64_t tickets) {
  // Nobody reads loop_ now: every ticket of the loop before is done.
  loop_ = loop;
  done_.store(0, std::memory_order_relaxed);
  tickets_.store(static_cast<uint64_t>(tickets) << 32, std::memory_order_release);
  generation_.fetch_add(1, std::memory_order_release);
  generation_.notify_all();
  work(0);
  const uint32_t all = static_cast<uint32_t>(tickets);
  for (int spin = 0;; ++spin) {
    const uint32_t done = done_.load(std::memory_order_acquire);
    if (done == all) return;
    if (spin < kSpins) {
      relax();
    } else {
      done_.wait(done, std::memory_order_acquire);
    }
  }
}

void ThreadPool::work(int worker) {
  current_worker = worker;
  for (;;) {
    const uint64_t ticket = tickets_.fetch_add(1, std::memory_order_acq_rel);
    const int64_t number = static_cast<int64_t>(ticket & 0xffffffffu);
    const int64_t tickets = static_cast<int64_t>(ticket >> 32);
    if (number >= tickets) break;
    const int64_t step = loop_.chunks_a_ticket * loop_.grain;
    const int64_t stop = std::min((number + 1) * step, loop_.count);
    for (int64_t begin = number * step; begin < stop; begin += loop_.grain) {
      loop_.body(loop_.arg, begin, std::min(begin + loop_.grain, stop), worker);
    }
    // After the last ticket the caller may leave and reuse loop_.
    if (done_.fetch_add(1, std::memory_order_acq_rel) + 1 == static_cast<uint32_t>(tickets)) {
      done_.notify_one();
    }
  }
  current_worker = -1;
}

void ThreadPool::worker_main(int worker) {
  uint32_t seen = 0;
  for (;;) {
    int spin = 0;
    while (generation_.load(std::memory_order_acquire) == seen) {
      if (++spin < kSpins) {
        relax();
      } else {
        generation_.wait(seen, std::memory_order_acquire);
      }
    }
    seen = generation_.load(std::memory_order_acquire);
    if (stop_.load(std::memory_order_relaxed)) return;
    work(worker);
  }
}

ThreadPool& pool_of(DfContext* context) { return context->pool; }

}  // namespace df::cpu

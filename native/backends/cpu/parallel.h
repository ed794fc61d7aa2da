// A small thread pool for data-parallel loops. The caller works too and waits for the chunks, not
// for the workers: one that sleeps or is descheduled delays nothing it has not begun.
//
// Chunk borders depend on the range and the grain only, never on the number of threads, so a
// result that is computed per chunk is the same on every machine and every run. Which thread runs
// a chunk is not fixed: never accumulate across chunks in arrival order.
#pragma once

#include <atomic>
#include <cstdint>
#include <thread>
#include <vector>

struct DfContext;

namespace df::cpu {

class ThreadPool {
 public:
  explicit ThreadPool(int threads);
  ~ThreadPool();
  ThreadPool(const ThreadPool&) = delete;
  ThreadPool& operator=(const ThreadPool&) = delete;

  int threads() const { return threads_; }

  // Runs body(arg, begin, end, worker) for every chunk of [0, count); worker is in
  // [0, threads()). Called from inside a body it runs serially as the calling worker.
  using Body = void (*)(void* arg, int64_t begin, int64_t end, int worker);
  void run(int64_t count, int64_t grain, Body body, void* arg);

  // Runs body once on every worker at the same time (for per-thread warm-up).
  void run_on_all(Body body, void* arg);

 private:
  struct Loop {
    Body body = nullptr;
    void* arg = nullptr;
    int64_t count = 0;
    int64_t grain = 1;
    int64_t chunks_a_ticket = 1;
  };

  void dispatch(const Loop& loop, int64_t tickets);
  void work(int worker);
  void worker_main(int worker);

  const int threads_;
  Loop loop_;
  // Tickets of the loop in the high half, the next one in the low half: a thread that comes late
  // learns from one atomic step whether there is work, without reading loop_.
  alignas(64) std::atomic<uint64_t> tickets_{0};
  alignas(64) std::atomic<uint32_t> done_{0};
  alignas(64) std::atomic<uint32_t> generation_{0};
  std::atomic<bool> stop_{false};
  std::vector<std::thread> workers_;
};

ThreadPool& pool_of(DfContext* context);

// fn(begin, end): bodies must not throw.
template <typename Fn>
void parallel_for(DfContext* context, int64_t count, int64_t grain, const Fn& fn) {
  pool_of(context).run(
      count, grain,
      [](void* arg, int64_t begin, int64_t end, int) {
        (*static_cast<const Fn*>(arg))(begin, end);
      },
      const_cast<Fn*>(&fn));
}

// fn(begin, end, worker): for bodies that own a slice of the scratch per worker.
template <typename Fn>
void parallel_for_worker(DfContext* context, int64_t count, int64_t grain, const Fn& fn) {
  pool_of(context).run(
      count, grain,
      [](void* arg, int64_t begin, int64_t end, int worker) {
        (*static_cast<const Fn*>(arg))(begin, end, worker);
      },
      const_cast<Fn*>(&fn));
}

}  // namespace df::cpu

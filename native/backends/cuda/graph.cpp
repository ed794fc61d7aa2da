// Recorded ops: CUDA graphs, by stream capture. One launch replays hundreds of kernels, which matters
// where each of them takes a few microseconds: generation.
#include <new>

#include "backends/cuda/context.h"
#include "backends/cuda/matrix_check.h"
#include "backends/cuda/ops.h"
#include "backends/cuda/status.h"

using namespace df::cuda;

struct DfGraph {
  cudaGraphExec_t executable = nullptr;
};

DfStatus df_cuda_graph_begin(DfContext* context) {
  DF_CHECK(check_runs(context, "graph_begin"));
  DF_REQUIRE(!context->recording, "graph_begin: this context records already");
  DF_CUDA(cudaSetDevice(context->device), "graph_begin");
  DF_CUDA(cudaStreamBeginCapture(context->stream, cudaStreamCaptureModeThreadLocal), "graph_begin");
  context->recording = true;
  return ok();
}

DfStatus df_cuda_graph_end(DfContext* context, DfGraph** out) {
  DF_REQUIRE(out != nullptr, "graph_end needs a place for its result");
  *out = nullptr;
  DF_REQUIRE(context->recording, "graph_end: nothing is being recorded");
  context->recording = false;
  cudaGraph_t recorded = nullptr;
  const cudaError_t ended = cudaStreamEndCapture(context->stream, &recorded);
  if (ended != cudaSuccess) {
    cudaGetLastError();  // the next op must not take it for its own
    return status_of(ended, "graph_end");
  }
  DfGraph* graph = new (std::nothrow) DfGraph;
  if (graph == nullptr) {
    cudaGraphDestroy(recorded);
    return fail(DF_OUT_OF_MEMORY, "no memory for a graph");
  }
  cudaError_t made = cudaGraphInstantiate(&graph->executable, recorded, 0);
  cudaGraphDestroy(recorded);
  // Uploaded now, so that the first replay costs what every replay costs.
  if (made == cudaSuccess) made = cudaGraphUpload(graph->executable, context->stream);
  if (made != cudaSuccess) {
    cudaGetLastError();
    df_cuda_graph_release(context, graph);
    return status_of(made, "graph_end");
  }
  *out = graph;
  return ok();
}

DfStatus df_cuda_graph_launch(DfContext* context, DfGraph* graph) {
  DF_REQUIRE(graph != nullptr && graph->executable != nullptr, "graph_launch: there is no graph");
  DF_CUDA(cudaGraphLaunch(graph->executable, context->stream), "graph_launch");
  return ok();
}

void df_cuda_graph_release(DfContext* context, DfGraph* graph) {
  if (graph == nullptr) return;
  cudaSetDevice(context->device);
  if (graph->executable != nullptr && cudaGraphExecDestroy(graph->executable) != cudaSuccess) cudaGetLastError();
  delete graph;
}

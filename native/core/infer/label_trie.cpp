#include "core/infer/label_trie.h"

#include <algorithm>
#include <numeric>
#include <string>

#include "core/error.h"

namespace df {

LabelTrie build_label_trie(const std::vector<Label>& labels) {
  std::vector<int32_t> order(labels.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](int32_t a, int32_t b) { return labels[a] < labels[b]; });
  LabelTrie trie;
  trie.terminal.assign(labels.size(), -1);
  std::vector<int32_t> path;  // nodes of the label before
  const auto close = [&](size_t depth) {
    for (size_t d = depth; d < path.size(); ++d) {
      trie.nodes[path[d]].subtree_end = static_cast<int32_t>(trie.nodes.size());
    }
    path.resize(std::min(depth, path.size()));
  };
  const Label* before = nullptr;
  for (const int32_t index : order) {
    const Label& label = labels[index];
    const std::string field = "labels[" + std::to_string(index) + "]";
    if (label.empty()) throw Error(ErrorCode::kInvalidInput, field, "label " + std::to_string(index) + " is empty");
    if (before && *before == label) {
      throw Error(ErrorCode::kInvalidInput, field, "two labels have the same tokens",
                  "rename one of them: they differ in nothing the tokenizer keeps");
    }
    size_t shared = 0;
    while (before && shared < before->size() && shared < label.size() && (*before)[shared] == label[shared]) ++shared;
    close(shared);
    for (size_t d = shared; d < label.size(); ++d) {
      trie.nodes.push_back({label[d], d == 0 ? -1 : path[d - 1], static_cast<int32_t>(d), 0});
      path.push_back(static_cast<int32_t>(trie.nodes.size()) - 1);
    }
    trie.terminal[index] = path.back();
    before = &label;
  }
  close(0);
  return trie;
}

}  // namespace df

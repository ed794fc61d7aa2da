// A prefix trie over tokenized labels: shared beginnings are run once, and the model can only ever
// choose among the labels.
#pragma once

#include <cstdint>
#include <vector>

namespace df {

struct LabelTrie {
  struct Node {
    int32_t token;
    int32_t parent;       // -1: the prompt's last token
    int32_t depth;        // 0 for a label's first token
    int32_t subtree_end;  // one past the last descendant, in node order
  };
  // Depth-first order: a node's descendants follow it directly.
  std::vector<Node> nodes;
  // For each label: its last node.
  std::vector<int32_t> terminal;
};

using Label = std::vector<int32_t>;

// Labels must be distinct and not empty; throws kInvalidInput naming the label's index.
LabelTrie build_label_trie(const std::vector<Label>& labels);

}  // namespace df

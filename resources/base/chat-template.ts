/**
 * The corpus holds one question and one answer a document, so every question opens a new document
 * with its own beginning-of-text token, as in Llama 2. System text goes in front of the first question.
 */
export const CHAT_TEMPLATE = [
  "{%- for message in messages -%}",
  "{%- if message['role'] == 'system' -%}",
  "{{ bos_token + (message['content'] | trim) + '\\n' }}",
  "{%- elif message['role'] == 'user' -%}",
  "{%- if loop.first or messages[loop.index0 - 1]['role'] != 'system' -%}{{ bos_token }}{%- endif -%}",
  "{{ 'Question: ' + (message['content'] | trim) + '\\n' }}",
  "{%- elif message['role'] == 'assistant' -%}",
  "{{ 'Answer: ' + (message['content'] | trim) + eos_token }}",
  "{%- endif -%}",
  "{%- endfor -%}",
  "{%- if add_generation_prompt -%}{{ 'Answer:' }}{%- endif -%}",
].join("");

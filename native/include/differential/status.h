/* Status of a call across the backend ABI. Plain C, no STL.
 *
 * Every ABI function that can fail returns a DfStatus by value: nothing aborts and nothing throws
 * across the boundary. `message` is for a person; it never holds note text or file contents. */
#ifndef DIFFERENTIAL_STATUS_H
#define DIFFERENTIAL_STATUS_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum DfCode {
  DF_OK = 0,
  DF_INVALID_ARGUMENT = 1, /* a shape, pointer or setting the op cannot take */
  DF_UNSUPPORTED = 2,      /* valid, but this backend has no implementation of it */
  DF_OUT_OF_MEMORY = 3,    /* recoverable: the context stays usable */
  DF_DEVICE_LOST = 4,      /* sticky: only ending the process recovers */
  DF_NOT_BUILT = 5,        /* the backend exists but was built without this part */
  DF_INTERNAL = 6
} DfCode;

typedef struct DfStatus {
  int32_t code; /* DfCode */
  char message[252];
} DfStatus;

#ifdef __cplusplus
}
#endif

#endif

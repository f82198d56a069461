// A stand-in for the NVIDIA driver: it has one GPU, on which nothing can be computed.
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

int cuInit(unsigned flags) { return 0; }

int cuDriverGetVersion(int *version) {
  *version = 12040;
  return 0;
}

int cuDeviceGetCount(int *count) {
  *count = 1;
  return 0;
}

int cuDeviceGet(int *device, int index) {
  *device = index;
  return 0;
}

int cuDeviceGetName(char *name, int length, int device) {
  strncpy(name, "Stand-in", length);
  return 0;
}

int cuDeviceTotalMem_v2(size_t *bytes, int device) {
  *bytes = (size_t)80 << 30;
  return 0;
}

int cuDeviceGetAttribute(int *value, int attribute, int device) {
  const char *major = getenv("STAND_IN_MAJOR");
  *value = attribute != 75 ? 0 : major ? atoi(major) : 9;
  return 0;
}

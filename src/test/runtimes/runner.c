/* Runs a script of calls, as OtherRuntime writes it, with TensorFlow's C API. Arguments: the model's
   folder and the script. The natives come without headers, so what is used is declared here. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct TF_Status TF_Status;
typedef struct TF_Graph TF_Graph;
typedef struct TF_Session TF_Session;
typedef struct TF_SessionOptions TF_SessionOptions;
typedef struct TF_Operation TF_Operation;
typedef struct TF_Tensor TF_Tensor;
typedef struct {
  TF_Operation *oper;
  int index;
} TF_Output;
typedef struct {
  uint64_t words[3];
} TF_TString;
enum { TF_FLOAT = 1, TF_INT32 = 3, TF_UINT8 = 4, TF_STRING = 7, TF_INT64 = 9 };

TF_Status *TF_NewStatus(void);
int TF_GetCode(const TF_Status *);
const char *TF_Message(const TF_Status *);
TF_Graph *TF_NewGraph(void);
TF_SessionOptions *TF_NewSessionOptions(void);
TF_Session *TF_LoadSessionFromSavedModel(const TF_SessionOptions *, const void *, const char *,
                                         const char *const *, int, TF_Graph *, void *, TF_Status *);
TF_Operation *TF_GraphOperationByName(TF_Graph *, const char *);
TF_Tensor *TF_AllocateTensor(int, const int64_t *, int, size_t);
void TF_DeleteTensor(TF_Tensor *);
void *TF_TensorData(const TF_Tensor *);
size_t TF_TensorByteSize(const TF_Tensor *);
int TF_TensorType(const TF_Tensor *);
int TF_NumDims(const TF_Tensor *);
int64_t TF_Dim(const TF_Tensor *, int);
void TF_StringInit(TF_TString *);
void TF_StringCopy(TF_TString *, const char *, size_t);
const char *TF_StringGetDataPointer(const TF_TString *);
size_t TF_StringGetSize(const TF_TString *);
void TF_SessionRun(TF_Session *, const void *, const TF_Output *, TF_Tensor *const *, int,
                   const TF_Output *, TF_Tensor **, int, const TF_Operation *const *, int, void *,
                   TF_Status *);

enum { MOST = 8, LONGEST = 4096 };

static TF_Graph *graph;

static void fail(const char *what, const char *detail) {
  fprintf(stderr, "%s: %s\n", what, detail);
  exit(1);
}

static TF_Output output(char *name) {
  char *colon = strrchr(name, ':');
  TF_Output found = {NULL, 0};
  if (colon != NULL) {
    found.index = atoi(colon + 1);
    *colon = 0;
  }
  found.oper = TF_GraphOperationByName(graph, name);
  if (found.oper == NULL) {
    fail("no operation", name);
  }
  return found;
}

static TF_Tensor *tensor(const char *type, char *sides, const char *path) {
  FILE *file = fopen(path, "rb");
  if (file == NULL) {
    fail("cannot read", path);
  }
  fseek(file, 0, SEEK_END);
  size_t size = (size_t)ftell(file);
  rewind(file);
  char *bytes = malloc(size + 1);
  if (fread(bytes, 1, size, file) != size) {
    fail("cannot read", path);
  }
  fclose(file);
  if (strcmp(type, "string") == 0) {
    TF_Tensor *made = TF_AllocateTensor(TF_STRING, NULL, 0, sizeof(TF_TString));
    TF_StringInit(TF_TensorData(made));
    TF_StringCopy(TF_TensorData(made), bytes, size);
    free(bytes);
    return made;
  }
  int64_t shape[MOST];
  int rank = 0;
  for (char *side = strtok(sides, ","); side != NULL; side = strtok(NULL, ",")) {
    shape[rank++] = atoll(side);
  }
  int kind = strcmp(type, "float32") == 0 ? TF_FLOAT
             : strcmp(type, "int64") == 0 ? TF_INT64
             : strcmp(type, "int32") == 0 ? TF_INT32
                                          : TF_UINT8;
  TF_Tensor *made = TF_AllocateTensor(kind, shape, rank, size);
  memcpy(TF_TensorData(made), bytes, size);
  free(bytes);
  return made;
}

static void write_tensor(const TF_Tensor *value, const char *path, FILE *report) {
  FILE *file = fopen(path, "wb");
  int64_t count = 1;
  fprintf(report, " ");
  for (int i = 0; i < TF_NumDims(value); i++) {
    count *= TF_Dim(value, i);
    fprintf(report, i == 0 ? "%lld" : ",%lld", (long long)TF_Dim(value, i));
  }
  if (TF_TensorType(value) == TF_STRING) {
    const TF_TString *strings = TF_TensorData(value);
    for (int64_t i = 0; i < count; i++) {
      uint32_t length = (uint32_t)TF_StringGetSize(&strings[i]);
      fwrite(&length, sizeof length, 1, file);
      fwrite(TF_StringGetDataPointer(&strings[i]), 1, length, file);
    }
  } else {
    fwrite(TF_TensorData(value), 1, TF_TensorByteSize(value), file);
  }
  fclose(file);
}

int main(int count, char **arguments) {
  if (count != 3) {
    fail("arguments", "the model's folder and the script are needed");
  }
  TF_Status *status = TF_NewStatus();
  graph = TF_NewGraph();
  const char *tags[] = {"serve"};
  TF_Session *session = TF_LoadSessionFromSavedModel(TF_NewSessionOptions(), NULL, arguments[1],
                                                     tags, 1, graph, NULL, status);
  if (TF_GetCode(status) != 0) {
    fail("cannot load", TF_Message(status));
  }
  TF_Output inputs[MOST], outputs[MOST];
  TF_Tensor *fed[MOST], *fetched[MOST];
  char files[MOST][LONGEST];
  int ins = 0, outs = 0;
  char line[LONGEST], name[LONGEST], type[LONGEST], sides[LONGEST], path[LONGEST];
  FILE *script = fopen(arguments[2], "r");
  if (script == NULL) {
    fail("cannot read", arguments[2]);
  }
  while (fgets(line, sizeof line, script) != NULL) {
    if (sscanf(line, "feed %s %s %s %s", name, type, sides, path) == 4 ||
        (sides[0] = 0, sscanf(line, "feed %s %s  %s", name, type, path) == 3)) {
      inputs[ins] = output(name);
      fed[ins++] = tensor(type, sides, path);
    } else if (sscanf(line, "fetch %s %s", name, files[outs]) == 2) {
      outputs[outs++] = output(name);
    } else if (sscanf(line, "call %s", path) == 1) {
      FILE *report = fopen(path, "w");
      TF_SessionRun(session, NULL, inputs, fed, ins, outputs, fetched, outs, NULL, 0, NULL, status);
      if (TF_GetCode(status) != 0) {
        fprintf(report, "failed %s", TF_Message(status));
      } else {
        fprintf(report, "ok");
        for (int i = 0; i < outs; i++) {
          write_tensor(fetched[i], files[i], report);
          TF_DeleteTensor(fetched[i]);
        }
      }
      fclose(report);
      ins = 0;
      outs = 0;
    }
  }
  fclose(script);
  return 0;
}

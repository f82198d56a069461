package io.facegan.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegan.error.FaceGanException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterEnvironmentTest {
  @ParameterizedTest
  @ValueSource(strings = {"", " ", "{}"})
  void emptyTfConfig_isNone(String config) {
    assertThat(Cluster.fromEnvironment(Map.of("TF_CONFIG", config))).isEmpty();
    assertThat(Cluster.isEvaluator(Map.of("TF_CONFIG", config))).isFalse();
  }

  @Test
  void nothingSet_isNone() {
    assertThat(Cluster.fromEnvironment(Map.of("PATH", "/bin"))).isEmpty();
  }

  @Test
  void workersAlone_areInOrder() {
    assertThat(
            tfConfig(
                "{'cluster':{'worker':['a:2222','b:2222']},'task':{'type':'worker','index':1}}"))
        .contains(Cluster.of(List.of("a:2222", "b:2222"), 1));
  }

  @ParameterizedTest
  @CsvSource({"chief,0,0", "worker,0,1", "worker,1,2"})
  void chief_isFirst(String type, int index, int task) {
    // As the operator of Kubeflow writes it.
    String config =
        "{'cluster':{'worker':['w-0.ns.svc:2222','w-1.ns.svc:2222'],'chief':['c-0.ns.svc:2222']},"
            + "'task':{'type':'%s','index':%d},'environment':'cloud'}";
    assertThat(tfConfig(config.formatted(type, index)))
        .contains(
            Cluster.of(List.of("c-0.ns.svc:2222", "w-0.ns.svc:2222", "w-1.ns.svc:2222"), task));
  }

  @Test
  void master_isTheChief_andIndexMayBeText() {
    assertThat(
            tfConfig(
                "{'cluster':{'master':['m:1'],'worker':['w:1'],'ps':[]},'task':{'type':'master','index':'0'}}"))
        .contains(Cluster.of(List.of("m:1", "w:1"), 0));
  }

  @Test
  void oneWorkerAlone_isNone() {
    assertThat(tfConfig("{'cluster':{'chief':['a:1']},'task':{'type':'chief','index':0}}"))
        .isEmpty();
  }

  @Test
  void evaluator_isNoPartOfTheCluster() {
    String cluster = "{'cluster':{'worker':['a:1','b:1'],'evaluator':['e:1']},";
    assertThat(tfConfig(cluster + "'task':{'type':'worker','index':1}}"))
        .contains(Cluster.of(List.of("a:1", "b:1"), 1));
    String evaluator = cluster + "'task':{'type':'evaluator','index':0}}";
    assertThat(Cluster.isEvaluator(quoted(evaluator))).isTrue();
    refused(quoted(evaluator), "TF_CONFIG makes this process an evaluator");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'cluster':; TF_CONFIG is no JSON",
        "{} {}; TF_CONFIG is no JSON",
        "[1]; TF_CONFIG is \"[1]\"",
        "{'task':{}}; TF_CONFIG lacks \"cluster\"",
        "{'cluster':{'worker':{'1':'a:1'}},'task':{}}; no enableDynamicWorker",
        "{'cluster':{'worker':['a:1']}}; TF_CONFIG lacks \"task\"",
        "{'cluster':['a:1'],'task':{}}; no object as its \"cluster\"",
        "{'cluster':{'worker':'a:1'},'task':{}}; TF_CONFIG has \"a:1\" for \"worker\"",
        "{'cluster':{'worker':[1]},'task':{}}; TF_CONFIG has [1] for \"worker\"",
        "{'cluster':{'worker':['a:1']},'task':{'index':0}}; nothing as the type",
        "{'cluster':{'worker':['a:1']},'task':{'type':'x','index':0}}; \"x\" as the type",
        "{'cluster':{'worker':['a:1']},'task':{'type':'worker'}}; nothing as the index",
        "{'cluster':{'worker':['a:1']},'task':{'type':'worker','index':-1}}; -1 as the index",
        "{'cluster':{'worker':['a:1']},'task':{'type':'worker','index':1}}; process worker 1",
        "{'cluster':{'worker':['a:1']},'task':{'type':'chief','index':0}}; process chief 0",
        "{'cluster':{'chief':['a:1','b:1']},'task':{}}; 2 chiefs, a:1 and b:1",
        "{'cluster':{'worker':['a:1'],'ps':['b:1']},'task':{}}; parameter servers (\"ps\")",
        "{'cluster':{'worker':['a:1']},'task':{'type':'ps','index':0}}; parameter servers",
        "{'cluster':{'worker':['a:1'],'gate':['b:1']},'task':{}}; \"gate\": expected chief and",
        "{'cluster':{'worker':['a:0','b:1']},'task':{'type':'worker','index':0}}; worker 0 has the"
      })
  void tfConfig_thatCannotBeUsedIsRefused(String config, String fact) {
    refused(quoted(config), fact);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "n1; n1",
        "n[01-03,07],gpu1; n01 n02 n03 n07 gpu1",
        "r[1-2]n[9-11]-ib; r1n9-ib r1n10-ib r1n11-ib r2n9-ib r2n10-ib r2n11-ib",
        "a,b.c; a b.c",
        "n[098-101]; n098 n099 n100 n101"
      })
  void hostLists_expand(String list, String hosts) {
    assertThat(HostList.expand("SLURM_JOB_NODELIST", list)).containsExactly(hosts.split(" "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"n[1-", "n[]", "n[2-1]", "n[a]", "a,,b", ",a", "a,", "a b", "n[0-99999]", "n]1"})
  void hostLists_thatCannotBeReadAreRefused(String list) {
    assertThatThrownBy(() -> HostList.expand("SLURM_JOB_NODELIST", list))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll("SLURM_JOB_NODELIST", "\"" + list + "\"", "n[01-03,07],gpu1");
  }

  @Test
  void slurm_countsPortsOnEachNode() {
    Map<String, String> step =
        Map.of(
            "SLURM_PROCID", "3",
            "SLURM_NTASKS", "16",
            "SLURM_STEP_NUM_TASKS", "5",
            "SLURM_JOB_NODELIST", "n[1-8]",
            "SLURM_STEP_NODELIST", "n[1-3]",
            "SLURM_TASKS_PER_NODE", "2(x8)",
            "SLURM_STEP_TASKS_PER_NODE", "2(x2),1",
            "SLURM_NODEID", "1");
    assertThat(Cluster.fromEnvironment(step))
        .contains(Cluster.of(List.of("n1:8888", "n1:8889", "n2:8888", "n2:8889", "n3:8888"), 3));
  }

  @ParameterizedTest
  @CsvSource({"SLURM_NTASKS_PER_NODE,2", "SLURM_TASKS_PER_NODE,2(x2)", "OTHER,"})
  void slurm_spreadsTheTasksOfTheJob(String name, String tasks) {
    Map<String, String> job = slurm(4, "n[1-2]");
    job.put(name, tasks == null ? "" : tasks);
    assertThat(Cluster.fromEnvironment(job))
        .contains(Cluster.of(List.of("n1:8888", "n1:8889", "n2:8888", "n2:8889"), 1));
  }

  @Test
  void slurm_oneTaskIsNone() {
    assertThat(Cluster.fromEnvironment(Map.of("SLURM_PROCID", "0", "SLURM_NTASKS", "1"))).isEmpty();
    assertThat(Cluster.fromEnvironment(Map.of("SLURM_PROCID", "0"))).isEmpty();
    assertThat(Cluster.fromEnvironment(Map.of("SLURM_NTASKS", "4"))).isEmpty();
  }

  @Test
  void slurm_thatCannotBeUsedIsRefused() {
    refused(slurm(3, "n[1-2]"), "SLURM_NTASKS is 3 on 2 nodes", "--ntasks-per-node");
    refused(slurm(4, ""), "no SLURM_JOB_NODELIST", "srun");
    Map<String, String> wrong = slurm(4, "n[1-2]");
    wrong.put("SLURM_TASKS_PER_NODE", "2,1");
    refused(wrong, "SLURM_TASKS_PER_NODE is 2,1", "3 tasks on 2 nodes", "4 on 2");
    wrong.put("SLURM_TASKS_PER_NODE", "2x2");
    refused(wrong, "\"2x2\"", "2(x3),1");
    wrong.put("SLURM_TASKS_PER_NODE", "2(x2)");
    wrong.put("SLURM_NODEID", "1");
    refused(wrong, "SLURM_PROCID 1 is on node 1", "--distribution=block");
    wrong.put("SLURM_PROCID", "x");
    refused(wrong, "SLURM_PROCID is \"x\"");
    refused(slurm(20_000, "n[1-2]"), "20000", "at most 10,000");
  }

  @Test
  void tfConfig_comesBeforeSlurm() {
    Map<String, String> both = slurm(2, "n[1-2]");
    both.putAll(quoted("{'cluster':{'worker':['a:1','b:1']},'task':{'type':'worker','index':0}}"));
    assertThat(Cluster.fromEnvironment(both)).contains(Cluster.of(List.of("a:1", "b:1"), 0));
  }

  private static Map<String, String> slurm(int tasks, String nodes) {
    return new HashMap<>(
        Map.of(
            "SLURM_PROCID",
            "1",
            "SLURM_NTASKS",
            Integer.toString(tasks),
            "SLURM_JOB_NODELIST",
            nodes));
  }

  private static Optional<Cluster> tfConfig(String config) {
    return Cluster.fromEnvironment(quoted(config));
  }

  private static Map<String, String> quoted(String config) {
    return Map.of("TF_CONFIG", config.replace('\'', '"'));
  }

  private static void refused(Map<String, String> environment, String... facts) {
    assertThatThrownBy(() -> Cluster.fromEnvironment(environment))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll(facts);
  }
}

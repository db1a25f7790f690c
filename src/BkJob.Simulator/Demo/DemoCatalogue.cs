namespace BkJob.Simulator.Demo;

/// <summary>
/// The jobs and plans that every demo can count on.
/// </summary>
/// <remarks>
/// <code>
/// | Id                  | Status | What it is                                                          |
/// |---------------------|--------|---------------------------------------------------------------------|
/// | 100                 | 4      | A deployment: files pushed, 3 of 20 restarts failed, the rest unrun |
/// | 101                 | 1      | Not started                                                         |
/// | 102                 | 2      | Running, never finishes                                             |
/// | 103                 | 3      | Succeeded                                                           |
/// | 104                 | 4      | Failed on some hosts, each in its own way                           |
/// | 105                 | 5      | Its last step was skipped                                           |
/// | 106                 | 6      | Its error was ignored                                               |
/// | 107                 | 7      | Waits at a confirmation step forever                                |
/// | 108                 | 8      | Ended by hand                                                       |
/// | 109                 | 9      | Abnormal: nothing reached the hosts                                 |
/// | 110                 | 10     | Being terminated, forever                                           |
/// | 111                 | 11     | Terminated: hosts at 403, one at 404                                |
/// | 112                 | 12     | Could not be terminated (the shape of Job 2.x, the only one with 12)|
/// | 113                 | 13     | Ended at its confirmation step                                      |
/// | 114                 | 14     | Abandoned, no hosts listed                                          |
/// | 115                 | 15     | Between two rolling batches, forever                                |
/// | 116                 | 21     | Codes in no table: job and step 21, step type 9, a host at 777      |
/// | 117                 | 3      | A step was retried, failed again and was ignored                    |
/// | 118                 | 4      | The shape of Job 2.x: blocks, operations, times with +0800          |
/// | 119                 | 3      | Names with Chinese, quotes, an emoji and an escape sequence         |
/// | 120                 | lives  | Succeeds 12 s after the start of the simulator                      |
/// | 121                 | lives  | Fails after 10 s                                                    |
/// | 122                 | lives  | Waits for someone at 4 s, is confirmed at 10 s, succeeds at 13 s    |
/// | 123                 | lives  | Fails at 5 s, is retried at 9 s, succeeds at 12 s                   |
/// | 124                 | lives  | Is terminated at 6 s, over at 10 s                                  |
/// | 125                 | lives  | Rolls over its hosts in 3 batches, succeeds at 15 s                 |
/// | 126                 | 4      | 2 000 hosts, 40 of them failed                                      |
/// | 127                 | 3      | Succeeded                                                           |
/// | 128                 | 3      | IPv6-only hosts: v2 returns them without ip                         |
/// | 129 to 140          | 3      | Everyday jobs; 132 and 137 failed                                   |
/// | 141                 | 4      | A step on hosts, then one in containers, which only v4 returns      |
/// | 142                 | 7      | Rolls over its hosts in 3 batches, each of which a user starts      |
/// | 143                 | 7      | Waits for a confirmation by another user: admin is not an approver  |
/// | 20001 to 20060      | 3, 4   | What ran in the last five days; every eleventh one failed           |
/// | 9127                | 3      | Of the business set 9000001, unknown in business 1                  |
/// | 20000481177         | 3      | An id beyond 2^32                                                   |
/// | 9007199254740993    | 3      | An id beyond 2^53                                                   |
/// </code>
/// Every job accepts the commands of its state. A retry of failed hosts takes 3 s and succeeds, but in job 100 it takes 6 s and one of the
/// three hosts fails again, until the second retry. Job 101 can be started, 107 confirmed or denied, 110 skipped, 111 retried or continued
/// with its next step, 113 reopened, 142 continued; 109 can be retried, whereas the event of ignoring its error is dropped.
/// Hosts have logs, and those that failed state the cause in the last line. There are eight plans (DemoPlans): 1000450 has variables of
/// every type, 1000790 and 1000791 have one name in two templates, and 1000820 cannot be viewed. All can be started but 1000820, which has
/// no step; a started job runs for 3 s per step, and its hosts echo the lines of the script. A script that ends with <c>exit N</c> fails.
/// Accounts and saved scripts: DemoResources.
/// All are of business 1 but 9127. Those that don't live ended before the simulator started.
/// </remarks>
internal static class DemoCatalogue
{
    /// <summary>Adds all of them.</summary>
    /// <param name="jobs">The catalogue.</param>
    /// <param name="now">When the simulator starts.</param>
    public static void AddTo(JobCatalogue jobs, DateTimeOffset now)
    {
        IEnumerable<SimulatedJob> all =
        [
            .. ShownJobs.All(now),
            .. JobsByStatus.All(now),
            .. LivingJobs.All(),
            .. EverydayJobs.All(now),
            .. WaitingJobs.All(now),
            .. PastJobs.All(now),
        ];
        DemoPlans.AddTo(jobs.Plans, now);
        foreach (var job in all)
        {
            jobs.Add(job);
        }
    }
}

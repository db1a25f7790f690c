using BkJob.Core.Tests.Support;

namespace BkJob.Core.Tests.Actions;

/// <summary>Which actions a state allows (protocol.md §1.7, protocol-actions.md §3).</summary>
public sealed class ActionTableTests
{
    [Theory]
    [InlineData(JobStatus.NotStarted, "Start")]
    [InlineData(JobStatus.Running, "Stop")]
    [InlineData(JobStatus.WaitingForUser, "Stop")]
    [InlineData(JobStatus.Succeeded, "")]
    [InlineData(JobStatus.Failed, "")]
    [InlineData(JobStatus.Abnormal, "")]
    [InlineData(JobStatus.Terminating, "")]
    [InlineData(JobStatus.Terminated, "")]
    [InlineData(JobStatus.TerminateFailed, "")]
    [InlineData(JobStatus.ConfirmTerminated, "")]
    [InlineData(JobStatus.Abandoned, "")]
    [InlineData(JobStatus.RollingWait, "")]
    [InlineData((JobStatus)99, "")]
    public void Job_allows_actions_by_status(JobStatus status, string actions) =>
        Assert.Equal(actions, string.Join(' ', new JobInstance { Status = status }.AvailableActions));

    [Theory]
    [InlineData(JobStatus.NotStarted, StepType.Script, "")]
    [InlineData(JobStatus.Running, StepType.Script, "")]
    [InlineData(JobStatus.Succeeded, StepType.Script, "")]
    [InlineData(JobStatus.Failed, StepType.Script, "Restart RestartAll Skip")]
    [InlineData(JobStatus.Failed, StepType.File, "Restart RestartAll Skip")]
    [InlineData(JobStatus.Failed, null, "Restart RestartAll Skip")]
    [InlineData(JobStatus.Skipped, StepType.Script, "")]
    [InlineData(JobStatus.ErrorIgnored, StepType.Script, "")]
    [InlineData(JobStatus.WaitingForUser, StepType.Confirmation, "Approve Deny")]
    [InlineData(JobStatus.WaitingForUser, StepType.Script, "Resume")]
    [InlineData(JobStatus.WaitingForUser, StepType.File, "Resume")]
    [InlineData(JobStatus.WaitingForUser, null, "")]
    [InlineData(JobStatus.ManuallyEnded, StepType.Script, "")]
    [InlineData(JobStatus.Abnormal, StepType.Script, "Restart RestartAll")]
    [InlineData(JobStatus.Terminating, StepType.Script, "Skip")]
    [InlineData(JobStatus.Terminated, StepType.Script, "Restart RestartAll Skip")]
    [InlineData(JobStatus.TerminateFailed, StepType.Script, "")]
    [InlineData(JobStatus.ConfirmTerminated, StepType.Confirmation, "Restart")]
    [InlineData(JobStatus.ConfirmTerminated, StepType.Script, "")]
    [InlineData(JobStatus.Abandoned, StepType.Script, "")]
    [InlineData(JobStatus.RollingWait, StepType.Script, "")]
    [InlineData((JobStatus)99, StepType.Script, "")]
    public void Step_allows_actions_by_status_and_type(JobStatus status, StepType? type, string actions) =>
        Assert.Equal(actions, string.Join(' ', new StepInstance { Status = status, Type = type }.AvailableActions));

    [Theory]
    [InlineData("2", "Restart")]
    [InlineData("10", "Restart")]
    [InlineData("3", "Skip")]
    [InlineData("11", "Skip")]
    [InlineData("12", "Skip")]
    [InlineData("6 9", "Approve Deny")]
    [InlineData("13", "Resume")]
    [InlineData("8 2 3", "Restart RestartAll Skip")]
    [InlineData("2 10 2", "Restart")]
    [InlineData("4 5 99", "")]
    [InlineData("", "")]
    public void Step_allows_what_the_server_sends(string codes, string actions)
    {
        int[] numbers = [.. codes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(code => int.Parse(code, null))];
        var step = new StepInstance
        {
            Status = JobStatus.Failed,
            Type = StepType.Script,
            Operations = [.. numbers.Select(code => new StepOperation(code, "任意"))],
            HasOperations = true,
        };
        Assert.Equal(actions, string.Join(' ', step.AvailableActions));
    }

    [Theory]
    [InlineData("[]", "")]
    [InlineData("null", "Restart RestartAll Skip")]
    [InlineData("""[{"operation_code": 2}]""", "Restart")]
    public void Empty_list_of_operations_differs_from_none(string operations, string actions)
    {
        string body = Bodies.EveryField.Replace(
            """[ { "operation_code": 2, "operation_name": "Retry" } ]""", operations, StringComparison.Ordinal);
        JobInstance job = BodyReading.Job(BkJobApi.EsbV2, System.Text.Encoding.UTF8.GetBytes(body));
        Assert.Equal(actions, string.Join(' ', job.Steps[0].AvailableActions));
    }
}

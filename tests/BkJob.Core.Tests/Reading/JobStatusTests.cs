using System.Globalization;
using BkJob.Core.Tests.Support;

namespace BkJob.Core.Tests.Reading;

/// <summary>The codes of jobs and steps (protocol.md §1.7), and who says whether a job is finished.</summary>
public sealed class JobStatusTests(SimulatorFixture bench) : IClassFixture<SimulatorFixture>
{
    public static TheoryData<int, string, JobOutcome, bool> Codes => new()
    {
        { 1, "NotStarted", JobOutcome.Pending, false },
        { 2, "Running", JobOutcome.Running, false },
        { 3, "Succeeded", JobOutcome.Succeeded, true },
        { 4, "Failed", JobOutcome.Failed, true },
        { 5, "Skipped", JobOutcome.Succeeded, true },
        { 6, "ErrorIgnored", JobOutcome.Succeeded, true },
        { 7, "WaitingForUser", JobOutcome.WaitingForUser, false },
        { 8, "ManuallyEnded", JobOutcome.Cancelled, true },
        { 9, "Abnormal", JobOutcome.Failed, true },
        { 10, "Terminating", JobOutcome.Running, false },
        { 11, "Terminated", JobOutcome.Cancelled, true },
        { 12, "TerminateFailed", JobOutcome.Failed, true },
        { 13, "ConfirmTerminated", JobOutcome.Cancelled, true },
        { 14, "Abandoned", JobOutcome.Failed, true },
        { 15, "RollingWait", JobOutcome.Running, false },
    };

    /// <summary>Servers before 3.5 say of 7 and 10 that they are finished.</summary>
    [Theory]
    [MemberData(nameof(Codes))]
    public async Task Known_status_code_overrides_the_finished_flag(
        int code, string name, JobOutcome outcome, bool isFinished)
    {
        foreach (string? flag in new[] { "true", "false", "null", null })
        {
            JobInstance job = await bench.ReadAsync(WithStatus(code, flag));

            Assert.Equal((name, code, outcome, isFinished), (job.Status.ToString(), (int)job.Status, job.Outcome, job.IsFinished));
            Assert.Equal((name, code), (job.Steps[0].Status.ToString(), (int)job.Steps[0].Status));
        }
    }

    [Theory]
    [InlineData(21, "true", true)]
    [InlineData(21, "false", false)]
    [InlineData(21, "null", false)]
    [InlineData(21, null, false)]
    [InlineData(0, "true", true)]
    [InlineData(16, "true", true)]
    [InlineData(-1, "false", false)]
    [InlineData(int.MaxValue, "true", true)]
    public async Task Unknown_code_is_kept_and_the_finished_flag_decides(int code, string? flag, bool isFinished)
    {
        JobInstance job = await bench.ReadAsync(WithStatus(code, flag));

        Assert.Equal((code, JobOutcome.Unknown, isFinished), ((int)job.Status, job.Outcome, job.IsFinished));
        Assert.Equal(code.ToString(CultureInfo.InvariantCulture), job.Status.ToString());
        Assert.Equal(code, (int)job.Steps[0].Status);
    }

    [Fact]
    public void Other_codes_have_no_name() =>
        Assert.Equal(Enumerable.Range(1, 15), Enum.GetValues<JobStatus>().Select(status => (int)status));

    [Theory]
    [InlineData("data.job_instance.start_way", 1, "StartWay", "Web")]
    [InlineData("data.job_instance.start_way", 2, "StartWay", "Api")]
    [InlineData("data.job_instance.start_way", 3, "StartWay", "Scheduled")]
    [InlineData("data.job_instance.start_way", 8, "StartWay", "8")]
    [InlineData("data.blocks[0].type", 1, "Blocks[0].Type", "Script")]
    [InlineData("data.blocks[0].type", 2, "Blocks[0].Type", "File")]
    [InlineData("data.blocks[0].type", 4, "Blocks[0].Type", "Sql")]
    [InlineData("data.blocks[0].type", 9, "Blocks[0].Type", "9")]
    [InlineData("data.blocks[0].step_instances[0].type", 0, "Steps[0].Type", "0")]
    [InlineData("data.blocks[0].step_instances[0].type", 1, "Steps[0].Type", "Script")]
    [InlineData("data.blocks[0].step_instances[0].type", 2, "Steps[0].Type", "File")]
    [InlineData("data.blocks[0].step_instances[0].type", 3, "Steps[0].Type", "Confirmation")]
    [InlineData("data.blocks[0].step_instances[0].type", 4, "Steps[0].Type", "Sql")]
    [InlineData("data.blocks[0].step_instances[0].type", 9, "Steps[0].Type", "9")]
    public async Task Start_way_and_type_have_a_name_or_stay_numbers(string field, int code, string property, string expected)
    {
        JobInstance job = await bench.ReadAsync(Bodies.With(field, code.ToString(CultureInfo.InvariantCulture)));

        Assert.Equal(expected, Dump.Of(job)[property]);
    }

    private static string WithStatus(int code, string? flag)
    {
        string json = code.ToString(CultureInfo.InvariantCulture);
        string body = Bodies.With(Bodies.With("data.is_finished", flag), "data.job_instance.status", json);
        return Bodies.With(body, "data.blocks[0].step_instances[0].status", json);
    }
}

using BkJob.Core.Tests.Support;

namespace BkJob.Core.Tests.Reading;

/// <summary>Answers of other APIs of the same server are good envelopes, but no job.</summary>
public sealed class OtherApiTests(Bench bench) : IClassFixture<Bench>
{
    [Theory]
    [InlineData("v2-30-get_job_instance_log", "data", "2369b7856b1ed51121f35f9c72127d01")]
    [InlineData("v2-31-operate_step_instance-ok", "data.job_instance", "d36647f221bc596b39cc78a8f40bc949")]
    [InlineData("v2-32-operate_job_instance-ok", "data.job_instance", "9ffb099181f2854468f1473604b36735")]
    [InlineData("v2-33-get_step_instance_status", "data.job_instance", "2b5e73754e1a407d999dabbc54e33648")]
    [InlineData("v2-34-get_job_instance_global_var_value", "data.job_instance", "09b5586e11b1ee3f30546d9d9d5ba59d")]
    public async Task An_answer_of_another_API_names_the_field_that_is_no_job(string payload, string field, string requestId)
    {
        BkJobException error = await bench.FailToReadAsync(Payload.Text(payload));

        Assert.Equal(
            (BkJobErrorKind.InvalidResponse, field, requestId, false),
            (error.Kind, error.Field, error.RequestId, error.IsTransient));
        Assert.Contains(field, error.Message, StringComparison.Ordinal);
    }
}

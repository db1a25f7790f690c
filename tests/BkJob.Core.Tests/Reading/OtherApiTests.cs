using BkJob.Core.Tests.Support;

namespace BkJob.Core.Tests.Reading;

/// <summary>Answers of other APIs of the same server are good envelopes, but no job.</summary>
public sealed class OtherApiTests(SimulatorFixture bench) : IClassFixture<SimulatorFixture>
{
    [Theory]
    [InlineData("v2-30-get_job_instance_log", "data", "2369b7856b1ed51121f35f9c72127d01")]
    [InlineData("v2-31-operate_step_instance-ok", "data.job_instance", "d36647f221bc596b39cc78a8f40bc949")]
    [InlineData("v2-32-operate_job_instance-ok", "data.job_instance", "9ffb099181f2854468f1473604b36735")]
    [InlineData("v2-33-get_step_instance_status", "data.job_instance", "2b5e73754e1a407d999dabbc54e33648")]
    [InlineData("v2-34-get_job_instance_global_var_value", "data.job_instance", "09b5586e11b1ee3f30546d9d9d5ba59d")]
    public async Task Response_of_another_API_names_the_invalid_field(string payload, string field, string requestId)
    {
        BkJobException error = await bench.FailToReadAsync(Payload.Text(payload));

        Assert.Equal(
            (BkJobErrorKind.InvalidResponse, field, requestId, false),
            (error.Kind, error.Field, error.RequestId, error.IsTransient));
        Assert.Contains(field, error.Message, StringComparison.Ordinal);
    }

    /// <summary>So are those of v3, and those of the same API in another version.</summary>
    [Theory]
    [InlineData(BkJobApi.GatewayV3, "v3-05-job-instance-list-via-apigw", "data.job_instance", "ebf0f9d6551cc7f39ebefe945bd261d6")]
    [InlineData(BkJobApi.EsbV3, "v3-05-job-instance-list-via-apigw", "data.job_instance", "ebf0f9d6551cc7f39ebefe945bd261d6")]
    [InlineData(BkJobApi.GatewayV3, "v3-06-step-instance-status-grouped-via-apigw", "data.job_instance", "4022eff3b8ab5e097f4d8b6c74c31bec")]
    [InlineData(BkJobApi.EsbV3, "v3-06-step-instance-status-grouped-via-apigw", "data.job_instance", "4022eff3b8ab5e097f4d8b6c74c31bec")]
    [InlineData(BkJobApi.GatewayV4, "v3-06-step-instance-status-grouped-via-apigw", "data.job_instance", "4022eff3b8ab5e097f4d8b6c74c31bec")]
    [InlineData(BkJobApi.EsbV3, "v2-04-failed-partial-ips-job3x", "data.job_instance.create_time", "3561379f5e6d040e95f6faacc6b46f2c")]
    [InlineData(BkJobApi.EsbV2, "v3-02-failed-with-ip-results-via-apigw", "data.job_instance.create_time", "903f8017e9344e4dbafd8c82eec2bb24")]
    public async Task Response_of_another_version_names_the_wrong_field(
        BkJobApi api, string payload, string field, string requestId)
    {
        BkJobException error = await StubServer.FailAsync(api, Payload.Text(payload));

        Assert.Equal(
            (BkJobErrorKind.InvalidResponse, field, requestId, false),
            (error.Kind, error.Field, error.RequestId, error.IsTransient));
        Assert.Contains(field, error.Message, StringComparison.Ordinal);
    }
}

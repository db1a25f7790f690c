using BkJob.Core.Tests.Support;
using static BkJob.BkJobApi;

namespace BkJob.Core.Tests.Dialects;

/// <summary>What each API is told about the job that is meant, and about its hosts.</summary>
public sealed class ParameterTests
{
    /// <summary>v2 and v3 get the business and the scope pair, each where it is known.</summary>
    [Theory]
    [InlineData(37L, null, null, "bk_biz_id=37&job_instance_id=100")]
    [InlineData(8000000L, null, null, "bk_biz_id=8000000&job_instance_id=100")]
    [InlineData(37L, "biz", "37", "bk_biz_id=37&bk_scope_type=biz&bk_scope_id=37&job_instance_id=100")]
    [InlineData(null, "biz_set", "9000001", "bk_scope_type=biz_set&bk_scope_id=9000001&job_instance_id=100")]
    [InlineData(null, "tenant_set", "1", "bk_scope_type=tenant_set&bk_scope_id=1&job_instance_id=100")]
    [InlineData(37L, "biz", null, "bk_biz_id=37&job_instance_id=100")]
    [InlineData(37L, null, "37", "bk_biz_id=37&job_instance_id=100")]
    [InlineData(37L, "", " ", "bk_biz_id=37&job_instance_id=100")]
    public async Task Business_and_scope_pair_are_sent_together(long? bizId, string? type, string? id, string query)
    {
        foreach (BkJobApi api in new[] { EsbV2, EsbV3, GatewayV3 })
        {
            Assert.Equal((api, query), (api, await QueryAsync(api, bizId, type, id)));
        }
    }

    /// <summary>v4 takes the pair alone. Numbers from 8000000 to 9999999 are sets of businesses where a business is asked for.</summary>
    [Theory]
    [InlineData(37L, null, null, "bk_scope_type=biz&bk_scope_id=37&job_instance_id=100")]
    [InlineData(7999999L, null, null, "bk_scope_type=biz&bk_scope_id=7999999&job_instance_id=100")]
    [InlineData(8000000L, null, null, "bk_scope_type=biz_set&bk_scope_id=8000000&job_instance_id=100")]
    [InlineData(9000001L, null, null, "bk_scope_type=biz_set&bk_scope_id=9000001&job_instance_id=100")]
    [InlineData(9999999L, null, null, "bk_scope_type=biz_set&bk_scope_id=9999999&job_instance_id=100")]
    [InlineData(10000000L, null, null, "bk_scope_type=biz&bk_scope_id=10000000&job_instance_id=100")]
    [InlineData(20000481177L, null, null, "bk_scope_type=biz&bk_scope_id=20000481177&job_instance_id=100")]
    [InlineData(37L, "biz", "37", "bk_scope_type=biz&bk_scope_id=37&job_instance_id=100")]
    [InlineData(37L, "biz_set", "9000001", "bk_scope_type=biz_set&bk_scope_id=9000001&job_instance_id=100")]
    [InlineData(8000000L, "biz", "8000000", "bk_scope_type=biz&bk_scope_id=8000000&job_instance_id=100")]
    [InlineData(null, "tenant_set", "1", "bk_scope_type=tenant_set&bk_scope_id=1&job_instance_id=100")]
    [InlineData(37L, "biz_set", null, "bk_scope_type=biz&bk_scope_id=37&job_instance_id=100")]
    [InlineData(9000001L, null, "37", "bk_scope_type=biz_set&bk_scope_id=9000001&job_instance_id=100")]
    [InlineData(37L, " ", " ", "bk_scope_type=biz&bk_scope_id=37&job_instance_id=100")]
    public async Task Scope_of_v4_is_derived_from_the_business(long? bizId, string? type, string? id, string query) =>
        Assert.Equal(query, await QueryAsync(GatewayV4, bizId, type, id));

    /// <summary>Hosts are asked for only when they are wanted; v2 sends them unasked and has no word for it.</summary>
    [Theory]
    [InlineData(EsbV2, "bk_biz_id=1&job_instance_id=100", "")]
    [InlineData(EsbV3, "bk_biz_id=1&job_instance_id=100", "&return_ip_result=true")]
    [InlineData(GatewayV3, "bk_biz_id=1&job_instance_id=100", "&return_ip_result=true")]
    [InlineData(GatewayV4, "bk_scope_type=biz&bk_scope_id=1&job_instance_id=100", "&return_execute_object_result=true")]
    public async Task Hosts_are_requested_when_needed(BkJobApi api, string without, string more)
    {
        RawRequest plain = await StubServer.SendAsync(api, query: SimulatorFixture.Query);
        RawRequest whole = await StubServer.SendAsync(api, query: SimulatorFixture.Query with { IncludeHosts = true });

        Assert.Equal((without, without + more), (plain.Query, whole.Query));
    }

    [Theory]
    [InlineData(EsbV3, "bk_scope_type=biz%20%26%3D&bk_scope_id=%E5%BE%88%2B")]
    [InlineData(GatewayV4, "bk_scope_type=biz%20%26%3D&bk_scope_id=%E5%BE%88%2B")]
    public async Task Scope_with_any_characters_stays_in_its_parameter(BkJobApi api, string query) =>
        Assert.StartsWith(query, await QueryAsync(api, null, "biz &=", "很+"), StringComparison.Ordinal);

    private static async Task<string> QueryAsync(BkJobApi api, long? bizId, string? type, string? id) =>
        (await StubServer.SendAsync(api, query: new JobInstanceQuery(100, new JobScope(bizId, type, id)))).Query;
}

using System.Globalization;
using System.Text.Json;
using static BkJob.Simulator.ServerApis;

namespace BkJob.Simulator.Tests;

/// <summary>All APIs tell of the same jobs at the same moments, and a host's times fit to its status and its step.</summary>
public sealed class SameJobTests
{
    private static readonly SimulatedJob[] Scripts =
    [
        Script(
            1,
            new SimulatedStep { Hosts = 7, Seconds = 4 },
            new SimulatedStep { Hosts = 40, Seconds = 6, FailedHosts = 9, FailureCodes = [104, 1, 11] }),
        Script(2, new SimulatedStep { Hosts = 25, Seconds = 9, Batches = 4, BatchPause = 1.5 }),
        Script(3, new SimulatedStep { Hosts = 12, Seconds = 3, FailedHosts = 5, RetriedAfter = 2, RetrySeconds = 4 }),
        Script(4, new SimulatedStep { Hosts = 12, Seconds = 3, FailedHosts = 5, RetriedAfter = 2, RetryFails = true, IgnoreError = true }),
        Script(5, new SimulatedStep { Hosts = 30, Seconds = 60 }) with { TerminatedAfter = 5, TerminatingFor = 3 },
        Script(
            6,
            new SimulatedStep { Hosts = 4, Seconds = 2 },
            new SimulatedStep { Type = 3, ConfirmedAfter = 4 },
            new SimulatedStep { Hosts = 2, Seconds = 2 }),
        Script(7, new SimulatedStep { Hosts = 6, Seconds = 8, HostStatus = 777 }),
        Script(8, new SimulatedStep { Hosts = 9, Seconds = 30, FixedStatus = 9, FailedHosts = 9, FailureCode = 12 }),
        Script(9, new SimulatedStep { Hosts = 9, Seconds = 10, FixedStatus = 15, Batches = 3 }),
        Script(10, new SimulatedStep { Hosts = 9, Seconds = 10, FixedStatus = 2 }),
        Script(11, new SimulatedStep { Hosts = 3, Seconds = 5, TotalTime = 1.2345678901E7, Ipv6Only = true }),
    ];

    public static TheoryData<long> Ids => [.. Scripts.Select(script => script.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task All_APIs_agree_at_every_moment(long id)
    {
        await using ApiHarness harness = await ApiHarness.StartAsync(new SimulatorOptions { Catalogue = false });
        harness.Simulator.Jobs.Add(Scripts.Single(script => script.Id == id));
        for (int moment = 0; moment < 20; moment++)
        {
            JsonElement v2 = await DataAsync(harness, EsbV2, id);
            JobFacts wanted = JobFacts.OfV2(v2);
            foreach (ServerApis api in new[] { EsbV3, GatewayV3, GatewayV4 })
            {
                Assert.Equal(wanted, JobFacts.OfV3(await DataAsync(harness, api, id)));
            }

            CheckHosts(await DataAsync(harness, EsbV3, id), harness.Simulator.Clock.Now.ToUnixTimeMilliseconds());
            harness.Advance(0.93);
        }
    }

    [Fact]
    public async Task Demo_jobs_are_the_same_on_all_APIs()
    {
        await using ApiHarness harness = await ApiHarness.StartAsync(new SimulatorOptions());
        foreach (long id in harness.Simulator.Jobs.All.Where(job => job is { Id: not 141, BizId: 1, Generation: null }).Select(job => job.Id))
        {
            JobFacts wanted = JobFacts.OfV2(await DataAsync(harness, EsbV2, id));
            foreach (ServerApis api in new[] { EsbV3, GatewayV3, GatewayV4 })
            {
                Assert.Equal(wanted, JobFacts.OfV3(await DataAsync(harness, api, id)));
            }
        }
    }

    private static SimulatedJob Script(long id, params SimulatedStep[] steps) => new() { Id = id, Steps = steps };

    private static async Task<JsonElement> DataAsync(ApiHarness harness, ServerApis api, long id)
    {
        ApiResponse response = await harness.InvokeAsync(api, ApiHarness.QueryOf(api, id, withHosts: true));
        Assert.True(response.HasJob, response.Text);
        return response.Json.GetProperty("data");
    }

    private static void CheckHosts(JsonElement data, long now)
    {
        foreach (JsonElement step in data.GetProperty("step_instance_list").EnumerateArray())
        {
            foreach (JsonElement host in step.GetProperty("step_ip_result_list").EnumerateArray())
            {
                (long? start, long? end, long? total) = (Time(host, "start_time"), Time(host, "end_time"), Time(host, "total_time"));
                int status = host.GetProperty("status").GetInt32();
                Assert.Equal((status != 5, status is not (5 or 7)), (start is not null, end is not null));
                Assert.Equal(end - start, total);
                if (start is { } began)
                {
                    Assert.InRange(began, Time(step, "start_time")!.Value, now);
                    Assert.InRange(end ?? began, began, Time(step, "end_time") ?? now);
                }
            }
        }
    }

    private static long? Time(JsonElement of, string name) =>
        of.GetProperty(name) is { ValueKind: JsonValueKind.Number } value ? value.GetInt64() : null;

    /// <summary>What all APIs say of a job, in one line each for job and steps. v2 has whole seconds alone.</summary>
    private sealed record JobFacts(string Lines)
    {
        public static JobFacts OfV2(JsonElement data) => Of(
            data,
            "is_finished",
            [.. data.GetProperty("blocks").EnumerateArray().Select(block => block.GetProperty("step_instances")[0])],
            "step_ip_status",
            TimeOfV2,
            total => Math.Round(total.GetDouble() * 1000));

        public static JobFacts OfV3(JsonElement data) => Of(
            data,
            "finished",
            [.. data.GetProperty("step_instance_list").EnumerateArray()],
            data.GetRawText().Contains("step_execute_object_result_list", StringComparison.Ordinal)
                ? "step_execute_object_result_list"
                : "step_ip_result_list",
            time => time.GetInt64() / 1000,
            total => total.GetDouble());

        private static JobFacts Of(
            JsonElement data,
            string finished,
            JsonElement[] steps,
            string hosts,
            Func<JsonElement, long> time,
            Func<JsonElement, double> total)
        {
            JsonElement job = data.GetProperty("job_instance");
            IEnumerable<string> lines =
            [
                $"{job.GetProperty("job_instance_id")} {job.GetProperty("name")} {data.GetProperty(finished)} {Common(job)}",
                .. steps.Select(step => $"{step.GetProperty("step_instance_id")} {step.GetProperty("name")} {step.GetProperty("type")} "
                    + $"{step.GetProperty("execute_count")} {Common(step)}: {Hosts(step)}"),
            ];
            return new JobFacts(string.Join('\n', lines));

            string Common(JsonElement of) => string.Create(
                CultureInfo.InvariantCulture,
                $"{of.GetProperty("status")} {Text(of, "create_time", time)} {Text(of, "start_time", time)} {Text(of, "end_time", time)} "
                    + $"{Text(of, "total_time", total)}");

            string Hosts(JsonElement step) => step.TryGetProperty(hosts, out JsonElement list)
                ? string.Join(' ', list.EnumerateArray().Select(host => $"{IpOf(host)}={host.GetProperty("status")}"))
                : "";
        }

        private static string? IpOf(JsonElement host)
        {
            JsonElement holder = host.TryGetProperty("execute_object", out JsonElement target) ? target.GetProperty("host") : host;
            return holder.TryGetProperty("ip", out JsonElement ip) ? ip.GetString() : null;
        }

        private static string Text<T>(JsonElement of, string name, Func<JsonElement, T> read)
            where T : IFormattable => of.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null
                ? read(value).ToString(null, CultureInfo.InvariantCulture)
                : "-";

        private static long TimeOfV2(JsonElement time) => DateTimeOffset
            .ParseExact(time.GetString()! + " +08:00", "yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture)
            .ToUnixTimeSeconds();
    }
}

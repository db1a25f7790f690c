using BkJob.Simulator.Answers;
using BkJob.Simulator.Requests;

namespace BkJob.Simulator.Job;

/// <summary>Reads the parameters of v4, which accepts the scope as a pair and has no business ID.</summary>
internal static class V4Query
{
    public static StatusQuery Read(ApiParameters parameters, JobMessages messages)
    {
        var id = 0L;
        var withHosts = false;
        if ((RefuseForm(parameters, messages, ref id, ref withHosts) ?? RefuseValues(parameters, id, messages)) is { } rejection)
        {
            return StatusQuery.Rejected(rejection);
        }

        return new StatusQuery(id, new JobScope(parameters["bk_scope_type"]!, parameters["bk_scope_id"]!), withHosts, null);
    }

    // One by one, as Job's framework binds them.
    private static Rejection? RefuseForm(ApiParameters parameters, JobMessages messages, ref long id, ref bool withHosts)
    {
        if (new[] { "bk_scope_type", "bk_scope_id", "job_instance_id" }.FirstOrDefault(name => !parameters.Has(name)) is { } missing)
        {
            return messages.MissingParameter(missing);
        }

        if (!parameters.TryNumber("job_instance_id", out var number))
        {
            return messages.WrongType("job_instance_id");
        }

        id = number ?? 0;
        return number is null ? messages.MissingParameter("job_instance_id")
            : parameters.TryFlag("return_execute_object_result", out withHosts) ? null
            : messages.WrongType("return_execute_object_result");
    }

    // All errors are returned together, with the names of the fields in the code of the server.
    private static Rejection? RefuseValues(ApiParameters parameters, long id, JobMessages messages)
    {
        var faults = new List<(string Field, string Words)>();
        if (!JobScope.IsType(parameters["bk_scope_type"]))
        {
            faults.Add(("getJobInstanceStatus.scopeType", messages.ScopeTypeWords));
        }

        if (parameters["bk_scope_id"] is null)
        {
            faults.Add(("getJobInstanceStatus.scopeId", messages.ScopeIdWords));
        }

        if (id < 1)
        {
            faults.Add(("getJobInstanceStatus.taskInstanceId", messages.JobInstanceIdWords));
        }

        return faults.Count > 0 ? messages.InvalidFields(faults) : null;
    }
}
